"""A build stops with all of its problems, each once and in the order of their places."""

import pickle

import pytest

from pipeline.content.errors import BuildError, Collector, Problem, line_of


def test_problems_come_once_each_in_the_order_of_place_and_words():
    places = [("b.md", 2), ("b.md", 10), ("a.md", 7), ("b.md", None)]
    problems = [Problem(path, line, words, "Fix it.") for words in ("wrong", "bad") for path, line in places]
    found = BuildError(*problems, *reversed(problems)).problems
    assert [(problem.path, problem.line, problem.message) for problem in found] == [
        (path, line, words)
        for path, line in [("a.md", 7), ("b.md", None), ("b.md", 2), ("b.md", 10)]
        for words in ("bad", "wrong")
    ]


def test_a_problem_says_where_and_what_and_below_it_what_to_do():
    error = BuildError(Problem("a.md", 3, "is wrong", "Fix it."), Problem("site", None, "is gone", "Build it."))
    assert str(error) == "a.md:3: is wrong\n    Fix it.\nsite: is gone\n    Build it."


def test_an_error_comes_whole_from_another_process():
    error = BuildError(Problem("a.md", 3, "is wrong", "Fix it."), Problem("b.md", None, "is gone", "Build it."))
    again = pickle.loads(pickle.dumps(error))
    assert (again.problems, str(again)) == (error.problems, str(error))


def test_a_collector_goes_on_after_build_errors_and_after_nothing_else():
    problems = Collector()
    problems.raise_any()
    for name in ("b.md", "a.md"):
        with problems:
            raise BuildError(Problem(name, 1, "is wrong", "Fix it."))
    with pytest.raises(KeyError), problems:
        raise KeyError("a fault of the pipeline")
    problems.add("c.md", None, "is wrong", "Fix it.")
    with pytest.raises(BuildError) as found:
        problems.raise_any()
    assert [problem.path for problem in found.value.problems] == ["a.md", "b.md", "c.md"]


@pytest.mark.parametrize(
    ("needle", "start", "line"),
    [("12", 1, 4), ("0.12", 1, 1), ("@key", 1, 5), ("@key", 6, 6), ("absent", 1, None), ("#deep", 1, 7)],
)
def test_the_line_of_a_needle_is_where_it_stands_as_a_whole_word(needle, start, line):
    text = "0.12 and 112\n12.5 and v12\n12th\nall 12.\n[@key]\n[@key; @other]\n(page.md#deep)\n"
    assert line_of(text, needle, start) == line
