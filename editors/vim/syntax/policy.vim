" Policies of select-model. Words that are reserved are coloured everywhere, the others of the grammar only where
" they stand as such: a question may be called `from`.
if exists('b:current_syntax')
  finish
endif
syntax case match
syntax iskeyword @,48-57,_,-

syntax keyword policyDeclaration policy extends ask fact let must should choose rank fallback test prove
syntax keyword policyControl when because otherwise if then else by
syntax keyword policyOperatorWord and or not in overlaps is
syntax keyword policyConstant known unknown true false today any
syntax keyword policyOffer model first

syntax match policyOperator /->\|==\|!=\|<=\|>=\|??\|[-<>=+*\/]/
syntax match policyMember /\%(\<\%(model\|first\)\s*\.\s*\)\@<=\h[0-9A-Za-z_-]*/
syntax match policyFunction /\<\%(min\|max\|mean\|abs\|ceil\|floor\|size\)\ze\s*(/

" The names that are declared.
syntax match policyName /\%(\<\%(ask\|fact\|let\|must\|should\)\s\+\)\@<=\a[0-9A-Za-z_-]*/
syntax match policyBranch /\<\a[0-9A-Za-z_-]*\ze\s\+when\>/
syntax match policyBranch /\%(\<otherwise\s\+\)\@<=\a[0-9A-Za-z_-]*/

" The type of a question or a fact.
syntax match policyType /\%(\<\%(ask\|fact\)\s\+[0-9A-Za-z_-]\+\s*:\s*\)\@<=\a\+\%(\s\+\%(of\|per\s\+\a\+\)\>\)\=/

" Words of their place.
syntax match policyOption /\%(,\s*\)\@<=\<\%(optional\|default\|from\)\>\ze\%(\s\|,\|$\)/
syntax match policyOption /\%(\<from\s\+[^,"]*\s\)\@<=to\>/
syntax match policyOption /\%(\<unknown\s\+\)\@<=\%(fails\|warns\|passes\)\>/
syntax match policyOption /\%(\<by\s\+\)\@<=\%(weight\|order\)\>\ze\s*{/
syntax match policyOption /\<\%(maximize\|minimize\)\>/
syntax match policyOption /\<\%(weight\|step\)\>\ze\s\+[0-9$]/
syntax match policyOption /\<from\>\ze\s\+[0-9$]/
syntax match policyOption /\<where\>/
syntax match policyOption /\%(^policy\>.*\)\@<=\<\%(version\|language\)\>/
syntax match policyOption /\<given\>\ze\s\+\a[0-9A-Za-z_-]*\s*=/
syntax match policyOption /\<expect\s\+\%(first\|order\|eligible\|rejected\|branch\|warning\|nothing\|refused\|undetermined\)\>/
syntax match policyOption /\%(\<test\s\+"[^"]*"\s\+\)\@<=using\>/
syntax match policyOption /\<\%(every\|some\)\s\+eligible\>/

syntax match policyModel /\<\a[0-9A-Za-z_-]*\%(\.\d[0-9A-Za-z_-]*\)\+/
syntax match policyModel /\<\a[0-9A-Za-z_.-]*@\a[0-9A-Za-z_.-]*\%(\/\a[0-9A-Za-z_.-]*\)\=/

syntax match policyNumber /\<\d[0-9_]*\%(\.\d[0-9_]*\)\=\%([KMB%]\|ms\|s\|min\|h\|d\)\=\%(\s\+tokens\>\)\=/
syntax match policyNumber /\$\d[0-9_]*\%(\.\d[0-9_]*\)\=[KMB]\=/
syntax match policyDate /\<\d\{4}-\d\d-\d\d\>/

syntax match policyEscape /\\\%(["\\n]\|u{\x\{1,6}}\)/ contained
syntax match policyHole /{ *\%(\%(model\|first\)\.\)\=\a[0-9A-Za-z_-]* *}/ contained
syntax match policyEscape /{{\|}}/ contained
syntax region policyString start=/"/ skip=/\\./ end=/"/ oneline contains=policyEscape
syntax region policyReason matchgroup=policyString start=/\%(\<because\_s*\)\@<="/ skip=/\\./ end=/"/ oneline
      \ contains=policyEscape,policyHole

syntax match policyComment /#.*/ contains=policyAccept,policyTodo
syntax match policyAccept /\%(#\s*\)\@<=accept\ze\s\+[a-z-]\+\s*:/ contained
syntax keyword policyTodo TODO FIXME contained

highlight default link policyDeclaration Statement
highlight default link policyControl Conditional
highlight default link policyOperatorWord Operator
highlight default link policyOperator Operator
highlight default link policyConstant Constant
highlight default link policyOffer Identifier
highlight default link policyMember Identifier
highlight default link policyFunction Function
highlight default link policyName Function
highlight default link policyBranch Label
highlight default link policyType Type
highlight default link policyOption Keyword
highlight default link policyModel Special
highlight default link policyNumber Number
highlight default link policyDate Number
highlight default link policyString String
highlight default link policyReason String
highlight default link policyEscape SpecialChar
highlight default link policyHole SpecialChar
highlight default link policyComment Comment
highlight default link policyAccept PreProc
highlight default link policyTodo Todo

let b:current_syntax = 'policy'
