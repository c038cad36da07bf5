"""The scales that the byte budgets stand on: nothing that a page fetches may be overlooked."""

import gzip

from benchmarks import report
from benchmarks.weight import weigh

FILES = {
    "page/index.html": """<!doctype html><title>A page</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="../all.css"><link rel="stylesheet" href="../print.css" media="print">
<p>Text.</p><script>new Worker("../worker.js"); fetch("http://other.example/").catch(() => 0)</script>""",
    "all.css": "p { color: black }\n",
    "print.css": "p { color: gray }\n",
    "worker.js": 'importScripts("part.js"); fetch("late.json"); fetch("http://other.example/2").catch(() => 0)\n',
    "part.js": "const part = 1;\n",
    "late.json": '{"late": true}\n',
    "unused.js": "const never = 1;\n",
}


def test_all_that_a_page_fetches_is_weighed(tmp_path, chromium):
    (tmp_path / "page").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    packed = {name: len(gzip.compress(text.encode(), 9)) for name, text in FILES.items()}
    html, style = packed["page/index.html"], packed["all.css"]
    assert weigh(chromium, tmp_path, "page/") == {
        "html": html,
        "before_paint": html + style,
        "first_view": sum(packed.values()) - packed["unused.js"],
        "requests": len(FILES) - 1,
        "off_origin": 2,
    }


def test_a_part_that_is_measured_again_takes_the_place_of_the_last_one():
    first = report.report({"Bytes": "first\n\n| a |", "Builds": "second"})
    again = report.report(report.sections(first) | {"Bytes": "anew"})
    assert report.sections(again).keys() == {"Bytes", "Builds", report.READ}
    assert "| a |" not in again and again.index("anew") < again.index("second") < again.index(report.NOTES)
    assert report.report(report.sections(again)) == again
