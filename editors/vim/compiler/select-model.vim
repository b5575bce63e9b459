" :make checks the policy, and the quickfix list holds what was found.
if exists('current_compiler')
  finish
endif
let current_compiler = 'select-model'

CompilerSet makeprg=select-model\ check\ --color\ never\ %:S
CompilerSet errorformat=%Eerror[%*[a-z-]]:\ %m,%Wwarning[%*[a-z-]]:\ %m,%Inote[%*[a-z-]]:\ %m,%Z%*[\ ]-->\ %f:%l:%c,%-G%.%#
