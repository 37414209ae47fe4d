-- For Neovim 0.11 or newer: put this file on the runtime path as plugin/gouji.lua.
vim.filetype.add({ extension = { rules = "gouji" } })

vim.api.nvim_create_autocmd("FileType", {
  pattern = "gouji",
  callback = function()
    vim.bo.commentstring = "# %s"
    vim.bo.shiftwidth = 2
    vim.bo.expandtab = true
  end,
})

-- yaml: the server speaks up about files of a pack only, which the root marker sees to.
vim.lsp.config("gouji", {
  cmd = { "gouji", "lsp" },
  filetypes = { "gouji", "yaml" },
  root_markers = { "pack.yaml" },
  workspace_required = true,
})
vim.lsp.enable("gouji")
