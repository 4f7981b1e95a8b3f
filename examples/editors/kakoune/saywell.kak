# saywell.kak - findings by Kakoune's own lint, rewrites by a filter.
#
#     hook global BufCreate .*\.(txt|md) %{ saywell-enable-buffer }

declare-option -docstring 'more arguments, such as --profile recovery' \
    str saywell_args

define-command saywell-enable-buffer \
    -docstring 'check this buffer with saywell, and again when it is written' %{
    hook -group saywell buffer BufWritePost .* saywell-lint
    saywell-lint
}

# lint hands over a copy that lies somewhere else; with the name, the
# configuration counts that stands beside the real file. Kakoune's columns are
# bytes.
define-command saywell-lint -docstring 'show the findings of the buffer' %{
    set-option buffer lintcmd %sh{
        printf 'saywell check -f line --columns byte --fail-on never %s' \
            "$kak_opt_saywell_args --stdin-filename \"\$kak_buffile\" - <"
    }
    lint-buffer
}

define-command saywell-fix \
    -docstring 'make every safe rewrite in the selections: %: saywell-fix' %{
    execute-keys '|saywell fix -q $kak_opt_saywell_args --stdin-filename "$kak_buffile"<ret>'
}

define-command saywell-fix-buffer \
    -docstring 'make every safe rewrite in the buffer' %{
    evaluate-commands -draft %{
        execute-keys '%'
        saywell-fix
    }
}

define-command saywell-explain -params 1 \
    -shell-script-candidates %{ saywell rules list | cut -d ' ' -f 1 } \
    -docstring 'saywell-explain <rule>: say why there is this rule' %{
    info -title %arg{1} -- %sh{ saywell explain "$1" 2>&1 }
}
