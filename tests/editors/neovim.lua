-- neovim.lua - Neovim with the file of examples/editors/neovim.
--
-- $DRAFT is the draft, $OUT where to write.
local lines, passed, failed = {}, 0, 0

local function see(what, is, want)
  if vim.deep_equal(is, want) then
    passed = passed + 1
  else
    failed = failed + 1
    table.insert(lines, ('neovim: %s: %s, not %s'):format(
      what, vim.inspect(is), vim.inspect(want)))
  end
end

local function finding(code)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local of = d.code or vim.tbl_get(d, 'user_data', 'lsp', 'code')
    if of == code then
      return d
    end
  end
end

local function until_is(what, is)
  if not vim.wait(10000, is, 20) then
    see(what .. ' in 10 s', false, true)
  end
end

-- What the person chooses in the menu of actions.
local function choose(pattern)
  vim.ui.select = function(items, options, done)
    for i, item in ipairs(items) do
      if options.format_item(item):find(pattern) then
        return done(item, i)
      end
    end
    see('the menu', items, pattern)
  end
end

local function run()
  vim.opt.runtimepath:append(vim.env.TOP .. '/examples/editors/neovim')
  vim.cmd('filetype on')
  require('saywell').setup({ cmd = { 'saywell', 'lsp', '--isolated' }, quote = false })
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.DRAFT))
  see('CRLF', vim.bo.fileformat, 'dos')
  until_is('findings', function() return finding('cannot-until') ~= nil end)
  local here = finding('cannot-until')
  see('finding at its place', { here.lnum, here.col, here.end_lnum, here.end_col },
    { 2, 19, 2, 37 }) -- bytes
  see('its level', here.severity, vim.diagnostic.severity.INFO)
  see('its source', here.source, 'saywell')

  vim.api.nvim_win_set_cursor(0, { 3, 21 })
  local hover
  vim.lsp.handlers['textDocument/hover'] = function(_, result) hover = result end
  vim.lsp.buf.hover()
  until_is('hover', function() return hover ~= nil end)
  see('explained', hover.contents.value:find('cannot%-until') ~= nil, true)

  choose('^Say.*We can ship from Monday')
  vim.lsp.buf.code_action()
  local fixed = '😀 Good news. We can ship from Monday.'
  until_is('the quick fix', function()
    return vim.api.nvim_buf_get_lines(0, 2, 3, true)[1] == fixed
  end)
  until_is('cleared', function() return finding('cannot-until') == nil end)
  see('cleared', finding('cannot-until'), nil)

  vim.api.nvim_buf_set_lines(0, -1, -1, true, { 'No. We cannot ship until May.' })
  until_is('new findings', function() return finding('bare-no') ~= nil end)
  vim.cmd('SaywellFixAll')
  until_is('fix all', function()
    local last = vim.api.nvim_buf_get_lines(0, -2, -1, true)[1]
    return last:find('We can ship from May') ~= nil
  end)
  vim.api.nvim_buf_set_lines(0, -2, -1, true, {})
  vim.cmd('silent write')
  local file = io.open(vim.env.DRAFT, 'rb')
  see('bytes around it', file:read('*a'),
    'Hi Sam,\r\n\r\n' .. fixed .. '\r\n\r\nAna\r\n')
  file:close()
end

local ok, err = pcall(run)
if not ok then
  see('error', err, nil)
end
table.insert(lines, ('neovim: %d passed, %d failed'):format(passed, failed))
vim.fn.writefile(lines, vim.env.OUT)
vim.cmd(failed > 0 and 'cquit!' or 'qall!')
