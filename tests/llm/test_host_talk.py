"""The parent bears whatever the host does: crash, silence, noise, a cancel, a close."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.llm.gguf_files import write_gguf
from tutor.domain.errors import CancelledError, ModelBrokenError, ModelMissingError, ModelStoppedError
from tutor.llm.client import Patience
from tutor.llm.models import Models
from tutor.llm.process import HostGoneError
from tutor.paths import Paths

FAKE = Path(__file__).with_name("fake_host.py")
Make = Callable[..., Models]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Make Models whose host is the fake one, with a chat file that only looks like one."""
    made: list[Models] = []
    chat = write_gguf(tmp_path / "chat.gguf", general_architecture="llama", general_name="Fake")

    def models(load: str = "", silence_s: float = 20.0, chat_file: Path = chat) -> Models:
        made.append(
            Models(
                Paths(data=tmp_path, cache=tmp_path / "cache"),
                chat_file=chat_file,
                patience=Patience(job_s=silence_s, load_s=silence_s, cancel_s=0.5),
                command=[sys.executable, str(FAKE), load],
            )
        )
        return made[-1]

    yield models
    for one in made:
        one.close()


def test_nothing_starts_before_it_is_needed(make: Make) -> None:
    models = make()
    assert models.host_pid is None
    assert models.memory_mb() is None
    assert models.chat.name == "Fake"
    assert len(models.encoder.model_sha256) == 64
    models.status()
    assert models.host_pid is None
    models.warm_up()
    assert models.host_pid is not None
    assert (models.memory_mb() or 0) > 1


def test_texts_are_asked_once_and_come_in_order(make: Make) -> None:
    encoder = make().encoder
    found = encoder.encode(["b", "a", "b"])
    assert [one.text for one in found] == ["b", "a", "b"]
    assert encoder.encode(["a"])[0] is found[1]
    assert not found[0].sentence.flags.writeable
    assert len(encoder.encode([str(number) for number in range(100)])) == 100
    assert encoder.encode([]) == []


def test_a_reply_streams(make: Make) -> None:
    heard: list[str] = []
    call = make().chat.reply([("user", "hi")], on_text=heard.append, seed=7)
    assert (call.reply, call.seed, call.prompt) == ("0 1 2 ", 7, "p")
    assert "".join(heard) == call.reply


def test_a_crash_fails_the_job_and_the_next_call_works(make: Make) -> None:
    models = make()
    with pytest.raises(ModelStoppedError) as caught:
        models.encoder.encode(["crash"])
    assert caught.value.hint
    assert models.encoder.encode(["a"])[0].text == "a"


def test_a_host_killed_while_idle_is_not_noticed(make: Make) -> None:
    models = make()
    models.encoder.encode(["a"])
    host = psutil.Process(models.host_pid)
    host.kill()
    psutil.wait_procs([host], timeout=5)
    assert models.encoder.encode(["b"])[0].text == "b"


def test_noise_in_the_pipe_is_a_stopped_model(make: Make) -> None:
    models = make()
    with pytest.raises(ModelStoppedError):
        models.encoder.encode(["garbage"])
    assert models.encoder.encode(["a"])


def test_a_host_that_hangs_is_ended(make: Make) -> None:
    models = make(silence_s=1.0)
    with pytest.raises(ModelStoppedError, match="in time"):
        models.encoder.encode(["hang"])
    assert models.host_pid is None
    assert models.encoder.encode(["a"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no stop signal")
def test_a_host_that_reads_no_more_is_ended(make: Make) -> None:
    models = make(silence_s=1.0)
    models.encoder.encode(["a"])
    psutil.Process(models.host_pid).suspend()
    with pytest.raises(ModelStoppedError):
        models.encoder.encode(["long " * 100_000])  # more than a pipe holds
    assert models.encoder.encode(["b"])


def test_a_cancelled_reply_ends_and_the_host_lives_on(make: Make) -> None:
    models = make()
    cancel = threading.Event()
    heard: list[str] = []

    def hear(text: str) -> None:
        heard.append(text)
        cancel.set()

    with pytest.raises(CancelledError):
        models.chat.reply([("user", "until cancelled")], on_text=hear, cancel=cancel)
    pid = models.host_pid
    assert heard
    assert models.chat.reply([("user", "hi")]).reply == "0 1 2 "
    assert models.host_pid == pid
    with pytest.raises(CancelledError):
        models.chat.reply([("user", "hi")], cancel=cancel)


def test_a_host_deaf_to_the_cancel_is_ended(make: Make) -> None:
    models = make()
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    with pytest.raises(CancelledError):
        models.chat.reply([("user", "hang")], cancel=cancel)
    assert models.host_pid is None


def test_an_error_of_the_listener_ends_the_reply_cleanly(make: Make) -> None:
    models = make()

    def fall(text: str) -> None:
        raise KeyError(text)

    with pytest.raises(KeyError):
        models.chat.reply([("user", "hi")], on_text=fall)
    assert models.chat.reply([("user", "hi")]).reply == "0 1 2 "


def test_a_model_asked_inside_a_reply_is_our_own_mistake(make: Make) -> None:
    models = make()

    def ask_again(text: str) -> None:
        models.encoder.encode([text])

    with pytest.raises(RuntimeError, match="in the middle"):
        models.chat.reply([("user", "hi")], on_text=ask_again)


def test_an_error_in_the_host_is_our_own_mistake(make: Make) -> None:
    models = make()
    with pytest.raises(RuntimeError, match="as asked"):
        models.encoder.encode(["fail"])
    assert models.encoder.encode(["a"])


def test_many_threads_wait_for_one_another(make: Make) -> None:
    models = make()
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            assert models.encoder.encode([f"{number} {part}" for part in range(40)])[0].text == f"{number} 0"
            assert models.chat.reply([("user", str(number))]).reply == "0 1 2 "
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_waiting_for_ones_turn_can_be_cancelled(make: Make) -> None:
    models = make(silence_s=3.0)
    models.warm_up()

    def wait_for_nothing() -> None:
        with pytest.raises(ModelStoppedError):
            models.encoder.encode(["hang"])

    busy = threading.Thread(target=wait_for_nothing)
    busy.start()
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    start = time.monotonic()
    with pytest.raises(CancelledError):
        models.chat.reply([("user", "hi")], cancel=cancel)
    assert time.monotonic() - start < 2.5
    busy.join()


def test_close_ends_a_job_in_hand_and_all_later_ones(make: Make) -> None:
    models = make()
    models.warm_up()
    pid = models.host_pid
    assert pid is not None
    threading.Timer(0.3, models.close).start()
    with pytest.raises(ModelStoppedError):
        models.encoder.encode(["hang"])
    models.close()
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    with pytest.raises(ModelStoppedError, match="closing"):
        models.encoder.encode(["a"])


@pytest.mark.parametrize("order", ["crash", "fail"])
def test_a_file_that_the_host_can_not_load_is_broken(make: Make, order: str) -> None:
    models = make(load=order)
    for _try in range(2):
        with pytest.raises(ModelBrokenError) as caught:
            models.chat.reply([("user", "hi")])
        assert "chat.gguf" in caught.value.message


def test_a_missing_chat_file_leaves_the_encoder_working(make: Make, tmp_path: Path) -> None:
    models = make(chat_file=tmp_path / "none.gguf")
    with pytest.raises(ModelMissingError):
        models.warm_up()
    assert models.encoder.encode(["a"])
    assert models.chat.name == "none"


def test_a_host_that_can_not_start_is_a_stopped_model(tmp_path: Path) -> None:
    models = Models(Paths(data=tmp_path, cache=tmp_path / "cache"), command=[str(tmp_path / "nothing")])
    with pytest.raises(ModelStoppedError):
        models.encoder.encode(["a"])
    models.close()


@pytest.mark.parametrize(
    ("code", "has_crashed"), [(-11, True), (-6, True), (0xC0000005, True), (-9, False), (0, False), (None, False)]
)
def test_a_crash_is_told_from_a_kill(code: int | None, has_crashed: bool) -> None:
    assert HostGoneError(code, was_silent=code is None).has_crashed is has_crashed


def test_another_chat_model_can_be_chosen_and_a_bad_one_changes_nothing(make: Make, tmp_path: Path) -> None:
    models = make()
    models.warm_up()
    other = write_gguf(tmp_path / "other.gguf", general_architecture="llama", general_name="Other")
    models.choose_chat(other)
    assert models.chat.name == "Other"
    models.chat.reply([("user", "hello")])
    (tmp_path / "bad.gguf").write_bytes(b"not a model")
    with pytest.raises(ModelBrokenError):
        models.choose_chat(tmp_path / "bad.gguf")
    assert models.chat.name == "Other"


def test_ctrl_c_while_a_job_is_given_leaves_nothing_that_holds_the_end_up(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = threading.Timer.start

    def interrupted(timer: threading.Timer) -> None:
        start(timer)
        raise KeyboardInterrupt

    models = make()
    models.warm_up()
    monkeypatch.setattr(threading.Timer, "start", interrupted)
    assert models.encoder.encode(["a"])  # a short job needs no watch
    with pytest.raises(KeyboardInterrupt):
        models.encoder.encode(["a" * 3000])
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
