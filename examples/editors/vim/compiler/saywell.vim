" compiler/saywell.vim - :compiler saywell, then :make on a draft.
if exists('current_compiler')
  finish
endif
let current_compiler = 'saywell'

" Vim's columns are bytes.
CompilerSet makeprg=saywell\ check\ -f\ line\ --columns\ byte\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m
CompilerSet errorformat+=%f:%l:%c:\ %tote:\ %m
