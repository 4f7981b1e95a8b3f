# zsh.zsh - what zsh offers for a line: zsh -f zsh.zsh SCRIPT LINE
#
# A zsh in a pseudo terminal, with the line typed into it and the listing key
# pressed; whatever it lists lies between two marks.
zmodload zsh/zpty
export TERM=dumb COLUMNS=1000 LINES=200
zpty inner zsh -f -i
zpty -w inner 'PS1= RPS1= PROMPT_EOL_MARK= ; stty cols 1000; autoload -Uz compinit; compinit -u -D'
zpty -w inner "source ${(q)1}; setopt no_list_ambiguous no_always_last_prompt list_packed; LISTMAX=10000"
zpty -w inner "zstyle ':completion:*' list-prompt ''; zstyle ':completion:*' menu no; bindkey '^I' list-choices"
zpty -w inner 'print START''MARK'
while zpty -r inner line 2>/dev/null; do [[ $line == *STARTMARK* ]] && break; done
zpty -n -w inner "$2"$'\t'
sleep ${WAIT:-0.7}
zpty -n -w inner $'\x15'"print END''MARK"$'\n'
while zpty -r inner line 2>/dev/null; do
    [[ $line == *ENDMARK* ]] && break
    print -r -- ${line//$'\r'/}
done
zpty -d inner
