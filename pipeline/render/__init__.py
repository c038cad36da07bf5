"""Before MkDocs: runs the programs and labs, draws their figures, and writes docs/generated/."""

import time
from collections.abc import Callable

from pipeline.project import Project
from pipeline.render import cards, fragments, from_data, labs, pages, runner
from pipeline.render.outputs import Outputs, key_of
from pipeline.render.programs import Program, read_programs

SECONDS = 60.0
"""How long one snippet may run."""


def render(project: Project, seconds: float = SECONDS, say: Callable[[str], None] = print) -> None:
    """Brings docs/generated/ up to date. Raises Problems with all that is wrong."""
    started = time.monotonic()
    programs, lab_files, outputs = read_programs(project), project.labs(), Outputs.load(project)
    names = {program.name for program in programs} | {lab.stem for lab in lab_files} | set(cards.cards(project))
    outputs.forget_others(names | {from_data.NAME})
    run_programs(programs, outputs, seconds, say)
    labs.render_labs(project, lab_files, outputs, say)
    from_data.render_data(project, outputs)
    pages.check(project, programs)
    cards.render_cards(project, outputs)
    say(f"render: snippets {len(programs)}, labs {len(lab_files)}, {time.monotonic() - started:.1f} s")


def run_programs(programs: list[Program], outputs: Outputs, seconds: float, say: Callable[[str], None]) -> None:
    keys = {program.name: key_of(program.source.encode()) for program in programs}
    stale = [program for program in programs if not outputs.fresh(program.name, keys[program.name])]
    if not stale:
        return
    for program, files in runner.run_all(stale, seconds, say):
        made = {f"generated/{program.name}{suffix}": content for suffix, content in files.items()}
        made[f"generated/{program.name}.md"] = fragments.fragment(program, files).encode()
        made[f"generated/{program.name}.py"] = program.source.encode()
        outputs.keep(program.name, keys[program.name], made)
