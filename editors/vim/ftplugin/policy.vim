" Policies of select-model.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=#\ %s comments=:# expandtab shiftwidth=2 softtabstop=2 textwidth=120
setlocal formatoptions-=t formatoptions+=croql
" `air-gapped` and `llama-3.1-70b` are words.
setlocal iskeyword=@,48-57,_,-
setlocal smartindent
compiler select-model

let b:undo_ftplugin = 'setlocal commentstring< comments< expandtab< shiftwidth< softtabstop< textwidth<'
      \ . ' formatoptions< iskeyword< smartindent< makeprg< errorformat<'
