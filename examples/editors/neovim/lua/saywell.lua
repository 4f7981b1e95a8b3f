-- saywell.lua - findings while you write, by Neovim's own language client.
--
-- Neovim 0.7 or later:
--
--     require('saywell').setup({ profile = 'recovery' })
--
-- What is given are the server's settings; `cmd` and `filetypes` may stand
-- beside them. Diagnostics, code actions and hover are Neovim's:
-- vim.diagnostic.goto_next(), vim.lsp.buf.code_action(), vim.lsp.buf.hover().
local M = {}

local clients = {} -- root folder -> client id, for Neovim before 0.8

local function root_of(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  local at = path ~= '' and vim.fn.fnamemodify(path, ':p:h') or vim.fn.getcwd()
  local found = vim.fn.findfile('.saywell.json', vim.fn.escape(at, ' ,;') .. ';')
  return found ~= '' and vim.fn.fnamemodify(found, ':p:h') or at
end

local function language_of(_, filetype)
  return filetype == 'text' and 'plaintext' or filetype
end

local function attach(buffer, config)
  local root = root_of(buffer)
  config = vim.tbl_extend('force', config, { root_dir = root })
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(config)
    clients[root] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

-- All safe rewrites in this buffer. Without the menu of code_action(), whose
-- `apply` Neovim 0.7 does not have.
function M.fix_all()
  local params = vim.lsp.util.make_range_params()
  params.range = {
    start = { line = 0, character = 0 },
    ['end'] = { line = vim.api.nvim_buf_line_count(0), character = 0 },
  }
  params.context = { only = { 'source.fixAll.saywell' }, diagnostics = {} }
  local answers =
    vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 5000)
  for id, answer in pairs(answers or {}) do
    local client = vim.lsp.get_client_by_id(id)
    for _, action in ipairs(answer.result or {}) do
      if action.kind == 'source.fixAll.saywell' then
        vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      end
    end
  end
end

function M.setup(options)
  local settings = vim.deepcopy(options or {})
  local config = {
    name = 'saywell',
    cmd = settings.cmd or { 'saywell', 'lsp' },
    get_language_id = language_of,
    init_options = settings,
  }
  local filetypes = settings.filetypes or { 'text', 'markdown', 'mail', 'html' }
  settings.cmd, settings.filetypes = nil, nil
  if next(settings) == nil then
    config.init_options = vim.empty_dict()
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('saywell', {}),
    pattern = filetypes,
    callback = function(event) attach(event.buf, config) end,
  })
  vim.api.nvim_create_user_command('SaywellFixAll', M.fix_all, {})
end

return M
