" plugin/saywell.vim - findings while you write, by Vim's own channels.
"
" Vim 9 or later; no other plugin. Where a client for the Language Server
" Protocol is installed already, give that `saywell lsp` instead.
"
"   :SaywellFix       what can be done at the cursor; with ! the safe rewrite
"   :SaywellFixAll    all safe rewrites
"   :SaywellExplain   why
"   :lopen            all findings
if exists('g:loaded_saywell') || !has('patch-8.2.4684') || !has('textprop')
  finish
endif
let g:loaded_saywell = 1

let g:saywell_command = get(g:, 'saywell_command', ['saywell', 'lsp'])
let g:saywell_options = get(g:, 'saywell_options', {})
let g:saywell_filetypes = get(g:, 'saywell_filetypes',
      \ ['text', 'markdown', 'mail', 'html'])

highlight default link SaywellError SpellBad
highlight default link SaywellWarning SpellCap
highlight default link SaywellNote SpellLocal
let s:kinds = ['', 'SaywellError', 'SaywellWarning', 'SaywellNote', 'SaywellNote']
for s:kind in s:kinds[1:3]
  call prop_type_add(s:kind, {'highlight': s:kind, 'combine': 1})
endfor

let s:job = v:null
let s:shown = 0

" ---- the server ---------------------------------------------------------------

func s:Alive()
  return s:job isnot v:null && job_status(s:job) ==# 'run'
endfunc

func s:Start()
  if s:Alive()
    return 1
  endif
  let s:job = job_start(g:saywell_command, {'in_mode': 'lsp', 'out_mode': 'lsp',
        \ 'err_mode': 'nl', 'noblock': 1, 'out_cb': function('s:Got')})
  let answer = s:Alive() ? s:Ask('initialize', {'processId': getpid(),
        \ 'rootUri': v:null, 'initializationOptions': g:saywell_options,
        \ 'capabilities': {'general': {'positionEncodings': ['utf-8']},
        \   'textDocument': {'publishDiagnostics': {}}}}) : {}
  if !has_key(answer, 'capabilities')
    echohl WarningMsg | echomsg 'saywell: the server does not start: '
          \ .. join(g:saywell_command) | echohl None
    return 0
  endif
  call s:Tell('initialized', {})
  return 1
endfunc

func s:Tell(method, params)
  call ch_sendexpr(s:job, {'method': a:method, 'params': a:params})
endfunc

func s:Ask(method, params)
  let answer = ch_evalexpr(s:job, {'method': a:method, 'params': a:params},
        \ {'timeout': 5000})
  return type(answer) == v:t_dict ? get(answer, 'result', {}) : {}
endfunc

func s:Got(channel, message)
  if get(a:message, 'method', '') ==# 'textDocument/publishDiagnostics'
    call s:Show(a:message.params)
  elseif get(a:message, 'method', '') ==# 'window/showMessage'
    echohl WarningMsg | echomsg 'saywell: ' .. a:message.params.message
    echohl None
  endif
endfunc

" ---- texts ----------------------------------------------------------------------

func s:Uri(buffer)
  let path = fnamemodify(bufname(a:buffer), ':p')
  if empty(bufname(a:buffer))
    return 'untitled:' .. a:buffer
  endif
  return 'file://' .. substitute(path, '[^A-Za-z0-9/._~-]',
        \ '\=join(map(range(strlen(submatch(0))), {_, i -> printf("%%%02X", char2nr(strpart(submatch(0), i, 1), 0))}), "")', 'g')
endfunc

func s:Text(buffer)
  return join(getbufline(a:buffer, 1, '$'), "\n") .. "\n"
endfunc

func s:Open()
  let buffer = bufnr()
  if getbufvar(buffer, 'saywell_open') || index(g:saywell_filetypes, &filetype) < 0
        \ || !empty(&buftype) || !s:Start()
    return
  endif
  let b:saywell_open = 1
  let b:saywell_version = 1
  let b:saywell_uri = s:Uri(buffer)
  let b:saywell_findings = []
  call s:Tell('textDocument/didOpen', {'textDocument': {
        \ 'uri': b:saywell_uri, 'languageId': &filetype ==# 'text' ?
        \ 'plaintext' : &filetype, 'version': 1,
        \ 'text': s:Text(buffer)}})
  call listener_add(function('s:Changed'), buffer)
endfunc

" The whole text: the server finds what differs.
func s:Changed(buffer, ...)
  if !s:Alive()
    return
  endif
  let number = getbufvar(a:buffer, 'saywell_version') + 1
  call setbufvar(a:buffer, 'saywell_version', number)
  call s:Tell('textDocument/didChange', {'textDocument': {
        \ 'uri': getbufvar(a:buffer, 'saywell_uri'), 'version': number},
        \ 'contentChanges': [{'text': s:Text(a:buffer)}]})
endfunc

func s:Saved()
  if get(b:, 'saywell_open') && s:Alive()
    call s:Tell('textDocument/didSave', {'textDocument': {'uri': b:saywell_uri}})
  endif
endfunc

func s:Close(buffer)
  if getbufvar(a:buffer, 'saywell_open') && s:Alive()
    call setbufvar(a:buffer, 'saywell_open', 0)
    call s:Tell('textDocument/didClose', {'textDocument': {
          \ 'uri': getbufvar(a:buffer, 'saywell_uri')}})
  endif
endfunc

func s:Quit()
  if s:Alive()
    call s:Ask('shutdown', {})
    call s:Tell('exit', {})
  endif
endfunc

" ---- findings -------------------------------------------------------------------

func s:Show(params)
  let buffer = 0
  for info in getbufinfo({'bufloaded': 1})
    if get(info.variables, 'saywell_uri', '') ==# a:params.uri
      let buffer = info.bufnr
    endif
  endfor
  if !buffer || get(a:params, 'version', 0) < getbufvar(buffer, 'saywell_version')
    " Of a text that has changed: others follow.
    return
  endif
  for kind in s:kinds[1:3]
    call prop_remove({'type': kind, 'all': 1, 'bufnr': buffer})
  endfor
  let items = []
  for d in a:params.diagnostics
    let [start, end] = [d.range.start, d.range.end]
    let type = s:kinds[d.severity]
    call add(items, {'bufnr': buffer, 'lnum': start.line + 1,
          \ 'col': start.character + 1, 'end_lnum': end.line + 1,
          \ 'end_col': end.character + 1, 'type': 'EWNN'[d.severity - 1],
          \ 'text': d.message .. ' [' .. get(d, 'code', '') .. ']'})
    call prop_add(start.line + 1, start.character + 1, {'type': type,
          \ 'end_lnum': end.line + 1, 'end_col': end.character + 1,
          \ 'bufnr': buffer})
  endfor
  call setbufvar(buffer, 'saywell_findings', items)
  for window in win_findbuf(buffer)
    call setloclist(window, [], 'r', {'title': 'saywell', 'items': items})
  endfor
  call s:Echo()
endfunc

" The finding under the cursor, where messages go.
func s:Echo()
  let [line, column] = [line('.'), col('.')]
  for item in get(b:, 'saywell_findings', [])
    if item.lnum == line && item.col <= column
          \ && (item.end_lnum > line || item.end_col > column)
      let s:shown = 1
      echo strcharpart(item.text, 0, max([&columns - 20, 10]))
      return
    endif
  endfor
  if s:shown
    let s:shown = 0
    echo ''
  endif
endfunc

func s:Place()
  return {'line': line('.') - 1, 'character': col('.') - 1}
endfunc

func s:Apply(buffer, edits)
  for edit in reverse(copy(a:edits)) " they come in order
    let [start, end] = [edit.range.start, edit.range.end]
    let before = get(getbufline(a:buffer, start.line + 1), 0, '')
    let after = get(getbufline(a:buffer, end.line + 1), 0, '')
    let lines = split(substitute(edit.newText, "\r", '', 'g'), "\n", 1)
    let lines[0] = strpart(before, 0, start.character) .. lines[0]
    let lines[-1] ..= strpart(after, end.character)
    call appendbufline(a:buffer, end.line + 1, lines)
    call deletebufline(a:buffer, start.line + 1, end.line + 1)
  endfor
  call listener_flush(a:buffer)
endfunc

func s:Actions(kind, start, end)
  if !get(b:, 'saywell_open') || !s:Alive()
    return []
  endif
  call listener_flush()
  let got = s:Ask('textDocument/codeAction', {'textDocument': {
        \ 'uri': b:saywell_uri}, 'range': {'start': a:start, 'end': a:end},
        \ 'context': {'diagnostics': [], 'only': [a:kind]}})
  return type(got) == v:t_list ? got : []
endfunc

func s:Do(action)
  call s:Apply(bufnr(), a:action.edit.changes[b:saywell_uri])
endfunc

func s:Fix(preferred)
  let actions = s:Actions('quickfix', s:Place(), s:Place())
  if a:preferred
    call filter(actions, {_, a -> get(a, 'isPreferred')})
  endif
  if empty(actions)
    echo a:preferred ? 'saywell: no safe rewrite here' : 'saywell: nothing here'
  elseif a:preferred
    call s:Do(actions[0])
  else
    call popup_menu(map(copy(actions), {_, a -> a.title}), {
          \ 'callback': {_, n -> n > 0 ? s:Do(actions[n - 1]) : 0}})
  endif
endfunc

func s:FixAll()
  let all = s:Actions('source.fixAll.saywell', {'line': 0, 'character': 0},
        \ {'line': line('$'), 'character': 0})
  if empty(all)
    echo 'saywell: nothing to rewrite safely'
  else
    call s:Do(all[0])
  endif
endfunc

func s:Explain()
  let hover = s:Alive() ? s:Ask('textDocument/hover', {'textDocument': {
        \ 'uri': get(b:, 'saywell_uri', '')}, 'position': s:Place()}) : {}
  if type(hover) == v:t_dict && has_key(hover, 'contents')
    call popup_atcursor(split(hover.contents.value, "\n", 1),
          \ {'padding': [0, 1, 0, 1], 'border': [], 'moved': 'any'})
  else
    echo 'saywell: nothing here'
  endif
endfunc

command -bang SaywellFix call s:Fix(<bang>0)
command SaywellFixAll call s:FixAll()
command SaywellExplain call s:Explain()

augroup saywell
  autocmd!
  autocmd FileType * call s:Open()
  autocmd BufWritePost * call s:Saved()
  autocmd BufUnload * call s:Close(str2nr(expand('<abuf>')))
  autocmd CursorMoved * call s:Echo()
  autocmd VimLeavePre * call s:Quit()
augroup END
