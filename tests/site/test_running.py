"""Programs that run in the page: what they print, what the panel says, and what happens when something goes wrong."""

import gzip
import json
import re

import pytest

from pipeline.content.mistakes import mistakes
from pipeline.content.run_assets import present_assets
from pipeline.finish.site_files.run_files import BUTTON, FOLDER, SCRIPTS
from pipeline.frame.stylesheets import sheet
from tests.support import axe
from tests.support.built_site import FOLDER as SITE
from tests.support.pages import PHONE, until
from tests.support.running import SECONDS, Panel

PAGE = "learned/"
PARTS = f"**/{FOLDER}/"
ORDERS = """(worker, order) => new Promise((resolve) => {
  let printed = "";
  worker.onmessage = ({ data }) => {
    if (data.stream === "stdout") printed += data.text;
    if (data.type === "end" || data.type === "broken") resolve({ ...data, printed });
  };
  worker.postMessage(order);
})"""


@pytest.fixture(autouse=True)
def assets(project):
    assert present_assets(project), "Pyodide is not here: run `make test`, which gets it, or `make run-assets`."


@pytest.fixture(scope="module")
def opened(chromium, address):
    """A page with programs, in which Python has started. Its complaints are looked at by the last test."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda ask: None if ask.url.startswith(address) else complaints.append(ask.url))
    page.goto(address + PAGE)
    page.complaints = complaints
    yield page
    page.close()


@pytest.fixture
def line_descent(opened):
    panel = Panel(opened, "line_descent")
    yield panel
    if panel.place.locator("[name=reset]").is_visible():
        panel.press("reset")


# every program


def shown_programs(site) -> dict[str, tuple[str, str, list[str]]]:
    """By name: the code and the output that a page shows, and the packages that it needs."""
    shown = {}
    for page in site.pages:
        for program in page.article.select(".program"):
            place = program.select_one(".run")
            code, output = program.select_one(".language-python code"), program.select_one(".language-text code")
            shown[place["data-name"]] = (
                code.get_text(),
                output.get_text(),
                ["numpy", *place.get("data-needs", "").split()],
            )
    return shown


def test_every_program_that_a_page_shows_prints_in_the_browser_what_the_page_prints(site, chromium, address):
    shown = shown_programs(site)
    assert set(shown) == {file.stem for file in site.project.snippets.glob("*.py")}
    page = chromium.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.goto(address + "404.html")
    worker = page.evaluate_handle(f"new Worker('{FOLDER}/worker.js', {{ type: 'module' }})")
    wrong = {}
    for name, (code, output, needs) in sorted(shown.items(), key=lambda item: item[1][2]):  # those of numpy first
        order = {"program": code, "name": f"{name}.py", "needs": needs}
        got = page.evaluate(f"([worker, order]) => ({ORDERS})(worker, order)", [worker, order])
        if got["type"] != "end" or got["printed"].rstrip() != output.rstrip():
            wrong[name] = got
    page.close()
    assert wrong == {}


def test_scikit_learn_is_loaded_for_those_programs_alone_that_import_it(site):
    for _, (code, _, needs) in shown_programs(site).items():
        assert needs == (["numpy", "scikit-learn"] if "sklearn" in code else ["numpy"])


# what it costs


def test_before_a_click_a_page_loads_the_button_alone_and_it_is_small(site, visit):
    asked = []
    page = visit("")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url + PAGE)
    page.wait_for_load_state("networkidle")
    assert [url.rpartition("/")[2] for url in asked if FOLDER in url] == [BUTTON]
    places = [str(place) for page in site.pages if page.location == PAGE for place in page.article.select(".run")]
    parts = [(SITE / FOLDER / BUTTON).read_text("utf-8"), "".join(places), sheet(site.project, "run")]
    assert places and sum(len(gzip.compress(part.encode())) for part in parts) < 2000


def test_the_button_says_what_the_first_click_costs(project, opened):
    lock = present_assets(project)
    told = json.loads((SITE / FOLDER / "parts.json").read_text("utf-8"))
    for needs, least, most in (("numpy", 8, 9), ("scikit-learn", 25, 32)):
        sent = sum(asset.sent for asset in [*lock.core, *lock.needed_for(needs)]) / 1e6
        assert least < sent < most
    names = told["core"] + told["packages"]["numpy"]
    scripts = sum(asset.sent for asset in lock.core if asset.is_script)
    on_disk = (
        sum((SITE / FOLDER / told["folder"] / told["files"][name]["file"]).stat().st_size for name in names) + scripts
    )
    assert (
        on_disk < 9e6 and Panel(opened, "line_descent").place.get_attribute("data-megabytes") == f"{on_disk / 1e6:.0f}"
    )


def test_names_of_served_files_pass_firewalls_and_each_has_its_license(project):
    lock = present_assets(project)
    names = {file.relative_to(SITE / FOLDER).as_posix() for file in (SITE / FOLDER).rglob("*") if file.is_file()}
    assert not [name for name in names if name.endswith((".whl", ".zip", ".wasm", ".mjs", ".css"))]
    own = {*(f"{name}.js" for name in SCRIPTS), "parts.json", "mistakes.json", "labs.json"}
    theirs = {*(asset.served_as for asset in lock.all), "pyodide-lock.json", "licenses.txt"}
    assert names == own | {f"{lock.folder}/{name}" for name in theirs}
    licenses = (SITE / FOLDER / lock.folder / "licenses.txt").read_text("utf-8")
    assert all(f"{asset.served_as}: {asset.license}; source: {asset.origin}" in licenses for asset in lock.all)
    assert licenses.count("Redistribution and use in source") >= 4, "the texts that the packages bring"


# a run


def test_a_run_agrees_with_the_printed_output_and_the_next_is_quick(line_descent):
    assert "All 5 lines agree with the printed ones." in line_descent.run()
    assert line_descent.output.text_content().strip() == line_descent.printed.text_content().strip()
    assert "less than 0.1" in line_descent.run() or "0.1 seconds" in line_descent.status.text_content()
    assert line_descent.program.locator(".run-figure").count() == 0, "an unchanged program has its figure on the page"


def test_what_is_edited_is_run_copied_and_compared_line_by_line(line_descent):
    line_descent.press("edit")
    field = line_descent.field
    label = line_descent.program.locator("label", has_text="Edit line_descent.py")
    assert label.get_attribute("for") == field.get_attribute("id")
    field.fill(field.input_value().replace("learning_rate = 0.1 ", "learning_rate = 0.2 ") + '\nprint("one more")')
    assert line_descent.run().endswith("4 of 6 lines differ from the printed ones and are marked.")
    marked = line_descent.output.locator("mark").all_text_contents()
    assert "step  0" not in " ".join(marked) and marked[-2:] == ["the learning rate is still 0.2", "one more"]
    assert line_descent.code.text_content() == field.input_value(), "what Copy takes"
    names = line_descent.program.locator(".run-figure li").all_text_contents()
    assert names == ["m", "c", "loss"], "the columns of its data cell over the steps"


def test_reset_brings_the_tested_program_back(line_descent):
    before = line_descent.code.text_content()
    line_descent.write("print(1)")
    assert "The printed output has 4 more." in line_descent.run()
    line_descent.press("reset")
    assert line_descent.field.input_value() == before.rstrip()
    assert line_descent.code.inner_html().count("<span") > 5, "colored again"
    assert "agree" in line_descent.run()


def test_the_tab_key_leaves_the_field(line_descent):
    line_descent.write("print(1)")
    line_descent.field.press("Tab")
    assert line_descent.field.input_value() == "print(1)"
    assert not line_descent.field.evaluate("(field) => field === document.activeElement")


def test_output_comes_while_it_runs_and_stop_ends_an_endless_loop(line_descent):
    line_descent.write('print("first")\nwhile True:\n    pass')
    line_descent.press("run")
    line_descent.output.locator("text=first").wait_for(timeout=SECONDS * 1000)
    assert line_descent.status.text_content() == "Running."
    line_descent.press("stop")
    assert line_descent.status.text_content() == "You stopped it. What it had printed is kept."
    assert line_descent.output.text_content() == "first\n"
    assert not line_descent.place.locator("[name=stop]").is_visible()
    line_descent.press("reset")
    assert "agree" in line_descent.run()


def test_a_program_that_prints_without_end_is_stopped(line_descent):
    line_descent.write('while True:\n    print("x" * 1000)')
    assert "more than 100,000 characters" in line_descent.run("It was stopped")


@pytest.mark.parametrize(
    ("source", "shown", "said"),
    [
        ("x = 1\nprint(y)", '  File "line_descent.py", line 2, in <module>\n    print(y)', "NameError. It uses a name"),
        ("print(1", '  File "line_descent.py", line 1\n    print(1', "SyntaxError. Python cannot read"),
        ("import pandas", "ModuleNotFoundError: ", "ModuleNotFoundError. Only numpy is here"),
        ("import numpy as np\nnp.ones(2) + np.ones(3)", "could not be broadcast", "ValueError. A value is of"),
        ("import numpy as np\n[np.ones(10**8) for _ in '123456789']", "Unable to allocate", "MemoryError. It asks for"),
        ("import numpy as np\nnp.linalg.inv(np.ones((2, 3)))", "must be square", "LinAlgError. The matrix is not one"),
        ("input()", "EOFError", "EOFError. A program cannot ask"),
        ("import sys\nsys.exit(3)", "SystemExit: 3", "SystemExit. The last line"),
    ],
)  # fmt: skip
def test_an_error_is_shown_as_python_shows_it_and_said_in_a_sentence(line_descent, source, shown, said):
    line_descent.write(source)
    assert said in line_descent.run("It stopped with this error")
    assert shown in line_descent.output.text_content() and "pyodide" not in line_descent.output.text_content()


def test_a_slider_writes_into_the_program_and_runs_it(line_descent):
    line_descent.press("run")
    line_descent.says("It finished")
    slider = line_descent.place.locator("input[name=learning_rate]")
    for key in ("ArrowRight", "ArrowRight"):
        slider.press(key)
    line_descent.says("differ")
    assert "learning_rate = 0.13  # hyperparameter" in line_descent.field.input_value()
    assert slider.get_attribute("aria-valuetext") == line_descent.place.locator("output").text_content() == "0.13"
    slider.press("Home")
    assert "learning_rate = 0.01 " in line_descent.field.input_value()


SLIDERS = {
    "alternating_least_squares": {"rank": "2", "strength": "0.1"},
    "batch_norm": {"momentum": "0.1", "eps": "1e-5", "learning_rate": "0.1"},
    "decoupled_decay": {"learning_rate": "0.001", "decay": "0.5"},
    "em": {"n_components": "2"},
    "experts": {"d": "64", "feed_forward": "256", "experts": "8", "top_k": "2"},
    "folded_rate": {"learning_rate": "0.3", "n_trees": "20"},
    "line_descent": {"learning_rate": "0.1"},
    "lora": {"rank": "4", "alpha": "8"},
    "neural_network": {"width": "8", "learning_rate": "1.0", "epochs": "3000"},
    "noisy_copies": {"spread": "0.7"},
    "posterior": {"prior_sd": "2.0", "noise_sd": "1.0"},
    "quantization_aware": {"bits": "4", "rate": "0.003"},
    "svm_dual": {"C": "10.0", "gamma": "0.5"},
    "transformer_count": {"d": "512", "feed_forward": "2048"},
}
"""The hyperparameters that programs name in a line of their own, and give a number."""
READ = f"""async (programs) => {{
  const {{ hyperparameters, withValue, scaleOf }} = await import("./{FOLDER}/sliders.js");
  return programs.map((program) => hyperparameters(program).map(({{ name, value }}) => {{
    const {{ min, max, from, to }} = scaleOf(value);
    return [name, value, to(from(value)), [min, max].map((end) => hyperparameters(withValue(program, name, to(end))))];
  }}));
}}"""


def test_the_sliders_are_those_of_the_hyperparameters_that_a_program_names(site, visit):
    shown = shown_programs(site)
    read = dict(zip(shown, visit("404.html").evaluate(READ, [code for code, _, _ in shown.values()]), strict=True))
    assert {name: {one: value for one, value, _, _ in found} for name, found in read.items() if found} == SLIDERS
    for program, found in read.items():
        for name, value, back, ends in found:
            low, high = ({one["name"]: one["value"] for one in end} for end in ends)
            assert back == value and float(low.pop(name)) < float(value) < float(high.pop(name))
            others = {other: text for other, text in SLIDERS[program].items() if other != name}
            assert low == high == others, "the line's other values stay"


def test_a_planted_mistake_is_explained_with_the_test_that_catches_it(project, line_descent):
    planted = mistakes(project)["line_descent"]
    line_descent.press("run")
    line_descent.says("It finished")
    line_descent.press("break")
    said = line_descent.says(planted.test)
    assert planted.mistake in said and planted.why in said and "differ" in said
    assert planted.becomes in line_descent.field.input_value()
    assert "1e9" in line_descent.program.locator(".run-figure svg text").all_text_contents(), "short beside the axis"


def test_at_least_ten_programs_on_pages_have_a_mistake(site, project):
    assert len(set(mistakes(project)) & set(shown_programs(site))) >= 10


def test_twenty_runs_in_a_row_take_no_more_memory(line_descent):
    line_descent.write("import numpy as np, pyodide_js\nx = np.ones(10**6)\nprint(pyodide_js._module.HEAP8.length)")
    sizes = []
    for _ in range(20):
        line_descent.run()
        sizes.append(line_descent.output.text_content())
    assert len(set(sizes[2:])) == 1


def test_one_program_at_a_time(opened, line_descent):
    line_descent.write("while True:\n    pass")
    line_descent.press("run")
    line_descent.says("Running.")
    other = Panel(opened, "closed_form_or_steps")
    other.press("run")
    assert line_descent.says("another") == "It was stopped, because another program was started."
    other.says("agree")


def test_the_page_had_nothing_to_complain_of(opened):
    assert opened.complaints == []


# what goes wrong


@pytest.fixture
def broken(chromium, address):
    """Opens the page in a context of its own, whose clock stands still where asked for."""
    contexts = []

    def open_page(prepare=lambda context: None, clock=False):
        context = chromium.new_context(viewport=PHONE)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if clock:
            page.clock.install()
        prepare(context)
        page.goto(address + PAGE)
        return Panel(page, "line_descent")

    yield open_page
    for context in contexts:
        context.close()


NUMPY = re.compile(FOLDER + r"/.*/numpy-.*\.bin$")


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda c: c.route(NUMPY, lambda r: r.fulfill(status=404)), "this server does not have the file numpy-2.0.2"),
        (lambda c: c.route(NUMPY, lambda r: r.fulfill(body=b"PK changed")), "Something on the way has changed it."),
        (lambda c: c.route(NUMPY, lambda r: r.abort()), "Python could not be loaded. Is this device online?"),
        (lambda c: c.route(f"{PARTS}parts.json", lambda r: r.abort()), "Is this device online?"),
        (lambda c: c.route(f"{PARTS}*/pyodide.js", lambda r: r.fulfill(status=404)), "have the file pyodide.js"),
        (lambda c: c.route(f"{PARTS}worker.js", lambda r: r.fulfill(status=404)), "Load the page again."),
        (lambda c: c.add_init_script("delete window.WebAssembly"), "WebAssembly is missing"),
    ],
    ids=["missing", "changed", "offline", "first file offline", "script missing", "no worker", "no WebAssembly"],
)  # fmt: skip
def test_a_failure_is_told_in_a_sentence_and_the_printed_output_stays(broken, prepare, said):
    panel = broken(prepare)
    panel.press("run")
    told = panel.says("The printed output stands as it was")
    assert said in told
    assert panel.printed.text_content().startswith("step  0")
    assert panel.place.locator("[name=run]").is_enabled()


def test_scripts_that_do_not_come_are_told_too(broken):
    panel = broken(lambda context: context.route(f"{PARTS}program.js", lambda route: route.abort()))
    panel.press("run")
    until(panel.page, "document.querySelector('.run small').textContent.includes('could not be loaded')")


def test_a_server_that_hangs_is_given_up(broken):
    panel = broken(lambda context: context.route(NUMPY, lambda route: None), clock=True)
    panel.press("run")
    panel.says("Python is being loaded.")
    panel.page.wait_for_timeout(2000)
    panel.page.clock.fast_forward(61_000)
    assert "Nothing has come for 60 seconds" in panel.says("The printed output stands")


def test_a_run_has_a_limit(broken):
    panel = broken(clock=True)
    panel.write("while True:\n    pass")
    panel.press("run")
    panel.says("Running.")
    panel.page.clock.fast_forward(20_500)
    assert "It was stopped after 20 seconds, which is the limit here." in panel.says("limit")


def with_policy(policy: str):
    """Lets the worker's script come with this security policy."""

    def answer(route):
        reply = route.fetch()
        route.fulfill(response=reply, headers={**reply.headers, "content-security-policy": policy})

    return lambda context: context.route(f"{PARTS}worker.js", answer)


def test_the_policies_of_headers_let_python_run_and_nothing_more(broken):
    headers = (SITE / "_headers").read_text("utf-8")
    everywhere, for_worker = re.findall(r"^  Content-Security-Policy: (.*)$", headers, re.MULTILINE)
    assert f"/{FOLDER}/*\n  ! Content-Security-Policy\n" in headers and "wasm" not in everywhere
    assert for_worker == "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    panel = broken(with_policy(for_worker))
    assert "agree" in panel.run()
    panel = broken(with_policy(everywhere))
    panel.press("run")
    assert "security policy" in panel.says("The printed output stands")


def test_two_tabs_run_at_once_and_leaving_one_leaves_the_other(broken, address):
    first = broken()
    page = first.page.context.new_page()
    page.set_default_timeout(20_000)
    page.goto(address + PAGE)
    second = Panel(page, "line_descent")
    first.write("while True:\n    pass")
    first.press("run")
    assert "agree" in second.run()
    first.says("Running.")
    first.page.goto(address)
    first.page.go_back()
    assert "agree" in Panel(first.page, "line_descent").run()
    assert "agree" in second.run()


# for everyone


def test_without_script_there_is_no_empty_place(visit):
    page = visit(PAGE, script=False)
    assert page.locator(".run").count() > 1 and not page.locator(".run").first.is_visible()


def test_axe_finds_nothing_in_an_open_panel_and_it_fits_a_small_phone(visit):
    page = visit(PAGE, viewport={"width": 320, "height": 740})
    panel = Panel(page, "line_descent")
    page.set_default_timeout(SECONDS * 1000)
    panel.press("run")
    panel.says("It finished")
    panel.press("break")
    panel.says("catches it")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    axe.prepare(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        violations, incomplete = axe.run(page, within=".program:has(.run-pair)")
        assert violations == [] and [one for one in incomplete if not axe.reviewed(one)] == []


def test_it_is_done_with_the_keyboard_alone(visit):
    page = visit(PAGE)
    panel = Panel(page, "line_descent")
    panel.place.locator("[name=run]").focus()
    page.keyboard.press("Enter")
    panel.says("agree")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "edit-line_descent"
    page.keyboard.press("Control+End")
    page.keyboard.type('\nprint("mine")')
    page.keyboard.press("Shift+Tab")
    panel.place.locator("[name=run]").focus()
    page.keyboard.press("Space")
    panel.says("marked")
