"""The steps on a page in their order, and what each needs of those before it."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.finish.page import BuiltPage, Site
from pipeline.finish.page_steps.anchors import add_moved_links, keep_old_anchors
from pipeline.finish.page_steps.citation_links import link_citations
from pipeline.finish.page_steps.citations import list_citations
from pipeline.finish.page_steps.corrections import say_what_was_corrected
from pipeline.finish.page_steps.explorables import attach_scripts
from pipeline.finish.page_steps.figure_descriptions import describe_figures
from pipeline.finish.page_steps.figures import expand_figures
from pipeline.finish.page_steps.formulas import convert_formulas
from pipeline.finish.page_steps.lab_markup import convert_lab_markup
from pipeline.finish.page_steps.links import protect_external_links
from pipeline.finish.page_steps.markdown_copy import make_markdown_copy
from pipeline.finish.page_steps.programs import (
    add_copy_buttons,
    add_run_places,
    download_notebooks,
    keep_code_untranslated,
)
from pipeline.finish.page_steps.search_entries import collect_search_entries
from pipeline.finish.page_steps.security_policy import add_security_policy
from pipeline.finish.page_steps.structured_data import add_structured_data
from pipeline.finish.page_steps.stylesheets import add_topic_styles
from pipeline.finish.page_steps.tables import annotate_tables


@dataclass(frozen=True)
class Step:
    """A change to one page. It runs after every step that makes one of the things that it needs."""

    run: Callable[[Site, BuiltPage], None]
    makes: str
    needs: tuple[str, ...] = ()


def in_order(*steps: Step) -> tuple[Step, ...]:
    """The steps, once their order is checked.

    Raises:
        ValueError: a step needs what no step before it makes, or what a later step also makes.
    """
    for place, step in enumerate(steps):
        for need in step.needs:
            if need not in {earlier.makes for earlier in steps[:place]}:
                raise ValueError(f"{step.run.__name__} needs '{need}', which no step before it makes")
            if need in {later.makes for later in steps[place + 1 :]}:
                raise ValueError(f"{step.run.__name__} needs '{need}', which a later step also makes")
    return steps


PAGE_STEPS = in_order(
    Step(convert_lab_markup, makes="article"),
    Step(convert_formulas, makes="formulas", needs=("article",)),
    Step(expand_figures, makes="figures", needs=("article",)),
    Step(annotate_tables, makes="anchors", needs=("article", "formulas")),
    Step(describe_figures, makes="descriptions", needs=("figures", "anchors")),
    Step(link_citations, makes="citations", needs=("article",)),
    Step(add_moved_links, makes="moved", needs=("anchors",)),
    Step(say_what_was_corrected, makes="corrections", needs=("article",)),
    Step(keep_old_anchors, makes="old anchors", needs=("figures", "anchors")),
    Step(protect_external_links, makes="links", needs=("citations",)),
    Step(download_notebooks, makes="downloads", needs=("article",)),
    Step(
        collect_search_entries,
        makes="search entries",
        needs=("formulas", "descriptions", "citations", "moved", "old anchors"),
    ),
    Step(list_citations, makes="cited items", needs=("figures", "anchors")),
    Step(make_markdown_copy, makes="Markdown", needs=("descriptions", "citations", "moved")),
    Step(add_copy_buttons, makes="controls", needs=("search entries", "Markdown")),
    Step(keep_code_untranslated, makes="translation", needs=("article",)),
    Step(add_run_places, makes="run places", needs=("search entries", "Markdown", "downloads")),
    Step(attach_scripts, makes="scripts", needs=("figures",)),
    Step(add_topic_styles, makes="styles", needs=("descriptions", "controls", "moved", "run places")),
    Step(add_structured_data, makes="structured data", needs=("citations",)),
    Step(add_security_policy, makes="policy", needs=("scripts", "styles")),
)
