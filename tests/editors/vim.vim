" vim.vim - Vim with the files of examples/editors/vim, driven from inside.
"
" $DRAFT is the draft, $OUT where to write; SW_AT, SW_END: bytes of the finding.
let s:lines = []
let s:passed = 0
let s:failed = 0

func See(what, is, want)
  if a:is ==# a:want
    let s:passed += 1
  else
    let s:failed += 1
    call add(s:lines, 'vim: ' .. a:what .. ': ' .. string(a:is) .. ', not '
          \ .. string(a:want))
  endif
endfunc

func Until(what, Is)
  for i in range(500)
    if a:Is()
      return
    endif
    sleep 20m
  endfor
  call See(a:what .. ' in 10 s', 0, 1)
endfunc

func Codes()
  return map(copy(get(b:, 'saywell_findings', [])),
        \ {_, item -> matchstr(item.text, '\[\zs[a-z-]*\ze\]$')})
endfunc

func Run()
  set nomodeline encoding=utf-8
  let &runtimepath ..= ',' .. $TOP .. '/examples/editors/vim'
  let g:saywell_command = ['saywell', 'lsp', '--isolated']
  runtime plugin/saywell.vim
  filetype on
  execute 'edit' fnameescape($DRAFT)
  call See('CRLF', &fileformat, 'dos')

  compiler saywell
  let &makeprg = substitute(&makeprg, 'check', 'check --isolated', '')
  silent make!
  let found = filter(getqflist(), {_, e -> e.text =~# 'cannot-until'})
  call See('make: one finding', len(found), 1)
  call See('make: its place', [found[0].lnum, found[0].col], [3, 20])
  call See('make: its kind', found[0].type, 'n')

  setfiletype text
  call Until('findings', {-> index(Codes(), 'cannot-until') >= 0})
  let here = filter(copy(getloclist(0)), {_, e -> e.text =~# 'cannot-until'})[0]
  call See('finding at its place', [here.lnum, here.col, here.end_col], [3, 20, 38])
  call See('underlined', map(filter(prop_list(3), {_, p -> p.type ==# 'SaywellNote'}),
        \ {_, p -> [p.col, p.length]}), [[20, 18]])
  call cursor(3, 22)
  SaywellExplain
  let popups = popup_list()
  call See('explained', getbufline(winbufnr(popups[0]), 1)[0] =~# '^cannot-until: ', v:true)
  call popup_clear()
  SaywellFix!
  call See('fixed', getline(3), "\U1F600 Good news. We can ship from Monday.")
  call Until('cleared', {-> index(Codes(), 'cannot-until') < 0})
  call See('no longer underlined', filter(prop_list(3),
        \ {_, p -> p.type ==# 'SaywellNote'}), [])
  normal! Go
  call setline('$', 'No. We cannot ship until May.')
  call listener_flush() " nobody redraws
  call Until('new findings', {-> index(Codes(), 'bare-no') >= 0})
  call cursor(line('$'), 1)
  SaywellFixAll
  call See('fix all', getline('$') =~# 'We can ship from May', v:true)
  silent $delete
  silent write
  call See('bytes around it', readfile($DRAFT, 'b')[0:3],
        \ ["Hi Sam,\r", "\r", "\U1F600 Good news. We can ship from Monday.\r", "\r"])
endfunc

try
  call Run()
catch
  call See(v:throwpoint, v:exception, '')
endtry
call add(s:lines, printf('vim: %d passed, %d failed', s:passed, s:failed))
call writefile(s:lines, $OUT)
execute s:failed ? 'cquit!' : 'qall!'
