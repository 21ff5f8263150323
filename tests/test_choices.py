"""Where settings come from, which of them wins, and what is said of wrong ones."""

from __future__ import annotations

import pickle
from dataclasses import fields

import pytest

from publish.choices import from_file, from_options, from_profile, from_table, laid_over, merged, option
from publish.errors import SettingsError, UsageError
from publish.settings import MENDS, STORES, Run, Settings, table


def file(text: str, place: str = "publish.toml") -> tuple[Settings, Run]:
    made = merged(from_file(text.encode(), place))
    return made.settings, made.run


def test_nobody_chooses() -> None:
    made = merged()
    assert (made.settings, made.run) == (Settings(), Run())
    assert set(made.origins.values()) == {"default"}


def test_every_field_but_what_no_one_writes_is_a_setting() -> None:
    named = {setting.field for setting in table().values()}
    assert {one.name for one in (*fields(Settings), *fields(Run))} - named == {"metadata", "firm"}


def test_an_option_wins_over_an_article_and_an_article_over_the_file() -> None:
    options = from_options({"threshold": 0.7})
    made = merged(
        from_file(b'threshold = 0.9\nlanguage = "de"', "publish.toml"), options, firm=frozenset(options.values)
    )
    own = from_table({"threshold": 0.6, "language": "fr"}, lambda key: f"a.md:{key}")
    assert (made.settings.threshold, made.settings.language) == (0.7, "de")
    assert (made.origins["threshold"], made.origins["language"]) == ("option", "publish.toml:2")
    mine = laid_over(made.settings, own)
    assert (mine.threshold, mine.language) == (0.7, "fr")


def test_a_profile_is_below_the_file_and_the_options() -> None:
    profile = from_profile("kindle")
    assert profile.values["contents_levels"] == 2
    file, options = from_file(b"picture_megabytes = 12", "publish.toml"), from_options({"contents_levels": 4})
    made = merged(profile, file, options)
    assert (made.settings.picture_megabytes, made.settings.contents_levels) == (12, 4)
    assert merged(profile).origins["contents_levels"] == "profile kindle"


@pytest.mark.parametrize("name", STORES)
def test_what_a_store_needs_are_settings_that_an_article_could_choose(name: str) -> None:
    assert from_profile(name).values
    assert {table()[key].scope for key in from_profile(name).values} == {"article"}


def test_an_option_that_is_not_given_chooses_nothing() -> None:
    assert from_options({"language": None, "keep_all": False, "no_mend": [], "output": ()}).values == {}


@pytest.mark.parametrize("key", table())
def test_the_file_can_choose_whatever_an_option_can(key: str) -> None:
    written = {
        "output": '"out/"', "to": '["pdf"]', "jobs": "3", "from": '"html"', "language": '"de"', "threshold": "0.5",
        "no_mend": '["quotes"]', "theme": '"slim"', "cover": '"front.jpg"', "book": '"Two Tides"',
        "picture_pixels": "900", "picture_megabytes": "5", "notes": '"end"',
        "fail_on": '["glyph-missing"]', "profile": '"kobo"', "printer": '"kdp"',
        "trim": '"6x9"', "paper": '"cream"', "ink": '"black"',
        "standard": '"x-4"', "bleed": "true", "icc": '"press.icc"', "isbn": '"9780141036144"', "impose": '"booklet"',
        "contents_levels": "2",
        "near_duplicates": '"skip"', "memory_limit": "500", "time_limit": "60", "report": '["r.html"]',
        "shard": '"2/8"', "merge": '["part/"]', "scheduler": '"tcp://host:8786"',
        "shelf_title": '"Tides"', "shelf_address": '"https://example.org/tides/"',
    }  # fmt: skip
    setting = table()[key]
    layer = from_file(f"{key} = {written.get(key, 'true')}".encode(), "publish.toml")
    assert layer.values[key] != setting.default
    assert layer.places == {key: "publish.toml:1"}
    assert setting.read(setting.show(layer.values[key])) == layer.values[key]
    assert option(setting) == f"--{key.replace('_', '-')}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = 1\nthreshhold = 0.5", "x/publish.toml:1: no setting is called “a”; choose one of allow_network, "),
        ("threshhold = 0.5", "x/publish.toml:1: no setting is called “threshhold”; did you mean “threshold”?"),
        ("\nthreshold = 5", "x/publish.toml:2: “threshold”: a threshold of 5 is none; give a number from 0 to 1"),
        ('keep_all = "yes"', "x/publish.toml:1: “keep_all”: “yes” is neither true nor false; write true or false"),
        ("jobs = 0", "x/publish.toml:1: “jobs”: a number of processes of 0 is none; give a number from 1"),
        ("jobs = 1.5", "x/publish.toml:1: “jobs”: a number of processes of 1.5 is none; give a whole number"),
        ('to = ["epub", "pfd"]', "x/publish.toml:1: “to”: no format is called “pfd”; did you mean “pdf”?"),
        ('no_mend = "qoutes"', "x/publish.toml:1: “no_mend”: no mend is called “qoutes”; did you mean “quotes”?"),
        ("language = 5", "x/publish.toml:1: “language”: “5” is no language tag; write it as in de"),
        ("theme = ", "x/publish.toml:1: is no TOML: Invalid value; write lines as theme ="),
        ("metadata = 1", "x/publish.toml:1: “metadata” is no table; write [metadata] above its keys"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_in_a_line(text: str, told: str) -> None:
    with pytest.raises(SettingsError) as raised:
        file(text, "x/publish.toml")
    assert str(raised.value).startswith(told)


def test_a_file_that_is_not_utf_8() -> None:
    with pytest.raises(SettingsError, match=r"^publish.toml:2: is not UTF-8; save the file as UTF-8$"):
        merged(from_file(b"# a\n# \xff", "publish.toml"))


def test_paths_of_the_file_begin_at_its_folder() -> None:
    settings, run = file('theme = "./house"\noutput = ["out/", "-", "b.pdf"]', "texts/publish.toml")
    assert settings.theme == "texts/house"
    assert run.output == ("texts/out/", "-", "texts/b.pdf")
    assert file('theme = "house"', "texts/publish.toml")[0].theme == "house"
    assert file('theme = "./house"')[0].theme == "./house"
    assert file('cover = "a/front.jpg"', "texts/publish.toml")[0].cover == "texts/a/front.jpg"
    assert file('cover = "https://example.org/a.jpg"', "texts/publish.toml")[0].cover == "https://example.org/a.jpg"


@pytest.mark.parametrize("key", [key for key, setting in table().items() if setting.scope != "article"])
def test_an_article_chooses_nothing_that_is_not_its_own(key: str) -> None:
    with pytest.raises(SettingsError) as raised:
        from_table({key: True}, lambda key: "a.md:3")
    assert str(raised.value) == (
        f"a.md:3: “{key}” is not for an article to choose; write it in publish.toml, or give the option"
        f" --{key.replace('_', '-')}"
    )


@pytest.mark.parametrize("theme", ["./house", "/etc/house", "..\\house", "a/b"])
def test_an_article_names_no_folder(theme: str) -> None:
    with pytest.raises(
        SettingsError, match=r"^a.md:2: “theme” is a path, which is not for an article; name a theme, or"
    ):
        from_table({"theme": theme}, lambda key: "a.md:2")


def test_an_option_for_a_format_that_there_is_not() -> None:
    with pytest.raises(UsageError, match=r"^no format is called “pfd”; did you mean “pdf”"):
        from_options({"to": ["pfd"]})


def test_the_metadata_of_the_file_keep_their_places() -> None:
    made = merged(from_file(b'[metadata]\npublisher = "Massalia Press"', "publish.toml"))
    assert made.settings.metadata == {"publisher": ("Massalia Press", "publish.toml:2")}


def test_settings_travel() -> None:
    settings = Settings(mends=frozenset(MENDS[:1]), firm=frozenset({"theme"}))
    assert pickle.loads(pickle.dumps(settings)) == settings
