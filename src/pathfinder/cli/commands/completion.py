"""`pathfinder completion`: what a shell runs so that the Tab key completes `pathfinder`."""

from typing import Annotated

import typer

from pathfinder.cli.options.completers import A_FILE, WORD, WORDS, one_of
from pathfinder.errors import Problem, UsageError, did_you_mean, quoted

BASH = f"""\
_pathfinder() {{
    local value help
    COMPREPLY=()
    while IFS=$'\\t' read -r value help; do
        case $value in
            *'{A_FILE}') compopt -o default ;;
            *) COMPREPLY+=("$value") ;;
        esac
    done < <(
        IFS=$'\\n'
        export {WORDS}="${{COMP_WORDS[*]:0:COMP_CWORD}}" {WORD}="${{COMP_WORDS[COMP_CWORD]}}"
        "$1" 2>/dev/null
    )
}}
complete -F _pathfinder pathfinder
"""

ZSH = f"""\
#compdef pathfinder
_pathfinder() {{
    local value help
    local -a found
    while IFS=$'\\t' read -r value help; do
        case $value in
            *'{A_FILE}') compset -P '--*='; _files; return ;;
            *) found+=("${{value//:/\\\\:}}:$help") ;;
        esac
    done < <(
        export {WORDS}="${{(F)words[1,CURRENT-1]}}" {WORD}="$words[CURRENT]"
        "$words[1]" 2>/dev/null
    )
    _describe -V pathfinder found
}}
if [ "$funcstack[1]" = _pathfinder ]; then _pathfinder; else compdef _pathfinder pathfinder; fi
"""

FISH = f"""\
function __pathfinder
    set -l words (commandline -opc)
    set -lx {WORDS} (string join \\n -- $words | string collect)
    set -lx {WORD} (commandline -ct)
    for line in ($words[1] 2>/dev/null)
        if string match -qr -- '^\\S*\\{A_FILE}\\t' $line
            set -l flag (string match -r -- '^--[^=]*=' ${WORD})
            for path in (__fish_complete_path (string replace -- "$flag" '' ${WORD}))
                echo "$flag$path"
            end
        else
            echo $line
        end
    end
end
complete --command pathfinder --no-files --keep-order --arguments '(__pathfinder)'
"""

POWERSHELL = f"""\
Register-ArgumentCompleter -Native -CommandName pathfinder -ScriptBlock {{
    param($word, $ast, $cursor)
    $before = $ast.CommandElements | Where-Object {{ $_.Extent.EndOffset -lt $cursor }}
    $words = @($before | ForEach-Object {{ $_.Extent.Text }})
    $env:{WORDS} = $words -join "`n"
    $env:{WORD} = $word
    try {{
        & $words[0] 2>$null | ForEach-Object {{
            $value, $help = $_ -split "`t", 2
            if ($value.EndsWith('{A_FILE}')) {{
                $null = $word -match '^(--[^=]*=)?(.*)$'
                $flag, $start = $Matches[1], $Matches[2]
                [System.Management.Automation.CompletionCompleters]::CompleteFilename($start) |
                    ForEach-Object {{
                        [System.Management.Automation.CompletionResult]::new(
                            "$flag$($_.CompletionText)", $_.ListItemText, $_.ResultType, $_.ToolTip
                        )
                    }}
            }} else {{
                if (-not $help) {{ $help = $value }}
                [System.Management.Automation.CompletionResult]::new(
                    $value, $value, 'ParameterValue', $help
                )
            }}
        }}
    }} finally {{
        Remove-Item Env:{WORDS}, Env:{WORD}
    }}
}}
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}


def build() -> typer.Typer:
    """Return the command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def completion(
        shell: Annotated[
            str,
            typer.Argument(
                metavar="SHELL", help=", ".join(SCRIPTS) + ".", autocompletion=one_of(SCRIPTS)
            ),
        ],
    ) -> None:
        if shell not in SCRIPTS:
            hint = did_you_mean(shell, SCRIPTS) or f"one of: {', '.join(SCRIPTS)}"
            raise UsageError([Problem("completion", f"{quoted(shell)} is no shell here", hint)])
        typer.echo(SCRIPTS[shell], nl=False)

    return app
