"""The predictor's contract, with networks whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sqsam_desktop.core.prompt import Box, Click, Prompt, Stroke
from sqsam_desktop.engine import Prediction, Predictor
from sqsam_desktop.engine.prediction import Photo
from sqsam_desktop.engine.preprocess import PREVIOUS, View
from sqsam_desktop.errors import SqsamError
from tests.engine import networks


def photo(width: int = 320, height: int = 240) -> np.ndarray:
    rng = np.random.default_rng(3)
    return rng.integers(0, 255, (height, width, 3), np.uint8)


def predictor(width: int = 320, height: int = 240, **options: float) -> Predictor:
    made = Predictor(networks.DiscNetwork(**options))
    made.set_image(photo(width, height))
    return made


def test_a_click_takes_what_the_network_says_at_the_photos_size() -> None:
    p = predictor().predict(Prompt(clicks=[Click(100.5, 80.5)]))
    assert p.mask.shape == (240, 320) and p.mask.dtype == np.uint8
    ys, xs = np.nonzero(p.mask >= 128)
    assert abs(xs.mean() - 100) < 2 and abs(ys.mean() - 80) < 2
    assert p.score == pytest.approx(0.9)
    assert p.size == (320, 240)
    x0, y0, x1, y1 = p.bounds
    assert abs(x0 - xs.min()) <= 2 and abs(x1 - xs.max()) <= 3
    assert abs(y0 - ys.min()) <= 2 and abs(y1 - ys.max()) <= 3


def test_alternatives_come_best_first() -> None:
    p = predictor().predict(Prompt(clicks=[Click(100, 80)]))
    assert [each.score for each in p.alternatives] == pytest.approx([0.6, 0.3])
    assert p.alternatives[0].mask.shape == p.mask.shape


def test_a_small_object_gets_a_second_pass_and_the_first_is_shown() -> None:
    shown: list[Prediction] = []
    p = predictor(1600, 1200, radius=0.06).predict(
        Prompt(clicks=[Click(400, 300)]), None, shown.append
    )
    assert len(shown) == 1
    assert p.view.side < 800
    assert shown[0].view == View.whole(1600, 1200, 128)


def test_a_large_object_is_not_looked_at_closer() -> None:
    shown: list[Prediction] = []
    p = predictor(radius=0.4).predict(Prompt(clicks=[Click(160, 120)]), None, shown.append)
    assert [each.view for each in (*shown, p)] == [View.whole(320, 240, 128)] * 2


def test_what_the_network_prefers_of_left_and_right_cancels_out() -> None:
    class Leaning(networks.DiscNetwork):
        def run(self, image: np.ndarray, planes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            logits, scores = super().run(image, planes)
            return np.roll(logits, 4, axis=2), scores

    made = Predictor(Leaning(radius=0.3))
    made.set_image(photo())
    shown: list[Prediction] = []
    p = made.predict(Prompt([Click(160, 120)]), None, shown.append)
    middles = [np.nonzero(each.mask >= 128)[1].mean() for each in (shown[0], p)]
    assert middles[0] > 170
    assert abs(middles[1] - 160) < 2


def test_a_negative_stroke_takes_away_at_least_what_it_covers() -> None:
    stroke = Stroke(((100, 60), (220, 180)), 16, positive=False)
    p = predictor(radius=0.4).predict(Prompt([Click(160, 120)]))
    assert p.mask[90, 130] >= 128
    p = predictor(radius=0.4).predict(Prompt([Click(120, 150), stroke]))
    assert all(p.mask[y, x] < 128 for x, y in ((105, 65), (130, 90), (190, 150)))
    assert p.mask[150, 120] >= 128


def test_the_previous_mask_reaches_the_network_in_place() -> None:
    network = networks.DiscNetwork()
    made = Predictor(network)
    made.set_image(photo())
    mask = np.zeros((240, 320), np.uint8)
    mask[60:120, 200:280] = 255
    made.predict(Prompt(clicks=[Click(20, 20)]), mask)
    seen = network.seen[0][PREVIOUS] > 0.5
    expected = View.whole(320, 240, 128).sample(mask, 0) >= 128
    assert (seen == expected).all()


def test_a_previous_prediction_reaches_the_network_like_its_mask() -> None:
    network = networks.DiscNetwork(radius=0.2)
    made = Predictor(network)
    made.set_image(photo())
    first = made.predict(Prompt(clicks=[Click(100, 80)]))
    network.seen.clear()
    made.predict(Prompt(clicks=[Click(100, 80), Click(300, 200)]), first)
    as_mask = View.whole(320, 240, 128).sample(first.mask, 0) >= 128
    differing = (network.seen[0][PREVIOUS] >= 0.5) != as_mask
    assert differing.mean() < 0.01


def test_a_photo_without_a_subject_gives_an_empty_mask_and_its_low_score() -> None:
    p = predictor(score=0.2).predict(Prompt())
    assert not p.mask.any() and p.bounds is None
    assert p.score == pytest.approx(0.2)


def test_the_empty_prompt_gives_the_subject() -> None:
    assert predictor().predict(Prompt()).mask[120, 160] == 255


@pytest.mark.parametrize(
    "item",
    [
        Click(-1, 5),
        Click(320, 5),
        Click(5, 240),
        Click(float("nan"), 5),
        Box(10, 10, 10, 60),
        Box(400, 10, 500, 60),
        Stroke(((400, 400), (500, 500)), 4),
        Stroke((), 4),
        Stroke(((10, 10),), 0),
    ],
)
def test_a_prompt_off_the_photo_is_refused(item: Click | Box | Stroke) -> None:
    with pytest.raises(SqsamError) as caught:
        predictor().predict(Prompt([item]))
    assert str(caught.value).count(".") >= 1


def test_what_does_not_fit_is_refused() -> None:
    made = Predictor(networks.DiscNetwork())
    with pytest.raises(SqsamError, match="No photo"):
        made.predict(Prompt())
    for wrong in (np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8)):
        with pytest.raises(SqsamError):
            made.set_image(wrong)
    made.set_image(photo())
    with pytest.raises(SqsamError, match="size"):
        made.predict(Prompt(), np.zeros((10, 10), np.uint8))


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 2), (5, 3)])
def test_tiny_and_narrow_photos_are_answered(size: tuple[int, int]) -> None:
    made = predictor(*size)
    assert made.predict(Prompt()).mask.shape == size[::-1]
    assert made.predict(Prompt(clicks=[Click(0.5, 0.5)])).mask[0, 0] >= 128


CLICKS = st.lists(
    st.builds(Click, st.floats(0, 319.9), st.floats(0, 239.9), st.booleans()), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(CLICKS, st.integers(0, 10_000))
def test_every_click_is_obeyed_whatever_the_network_says(clicks: list[Click], seed: int) -> None:
    made = Predictor(networks.NoiseNetwork(seed))
    made.set_image(photo())
    mask = made.predict(Prompt(clicks=clicks)).mask
    for index, click in enumerate(clicks):
        # Within a few pixels of each other the newest click wins.
        if any(abs(click.x - c.x) < 25 and abs(click.y - c.y) < 25 for c in clicks[index + 1 :]):
            continue
        assert (mask[int(click.y), int(click.x)] >= 128) == click.positive


@settings(max_examples=20, deadline=None)
@given(CLICKS, st.integers(0, 10_000))
def test_a_packed_prediction_comes_back_byte_for_byte(clicks: list[Click], seed: int) -> None:
    made, rgb = Predictor(networks.NoiseNetwork(seed, 128)), photo()
    made.set_image(rgb)
    p = made.predict(Prompt(clicks=clicks))
    assert len(p.packed) <= 64 * 1024
    again = Prediction.unpack(p.packed, rgb)
    assert np.array_equal(again.mask, p.mask)
    assert (again.score, again.prompt, again.view) == (p.score, p.prompt, p.view)
    assert again.packed == p.packed


def test_damaged_or_foreign_bytes_are_refused() -> None:
    p = predictor().predict(Prompt())
    for data, rgb in ((b"x", photo()), (p.packed[:-9], photo()), (p.packed, photo(100, 100))):
        with pytest.raises(SqsamError):
            Prediction.unpack(data, rgb)


@pytest.mark.parametrize("scale", [0.31, 1.0, 2.0])
def test_render_is_a_part_of_the_mask(scale: float) -> None:
    p = predictor(640, 480).predict(Prompt(clicks=[Click(300, 200)]))
    bounds = (200, 100, 420, 330)
    part = p.render(bounds, scale)
    assert part.shape == (round(230 * scale), round(220 * scale))
    reference = p.mask[100:330, 200:420]
    rows = ((np.arange(part.shape[0]) + 0.5) / scale).astype(int)
    columns = ((np.arange(part.shape[1]) + 0.5) / scale).astype(int)
    inside = reference[np.ix_(rows, columns)] >= 128
    assert ((part >= 128) != inside).mean() < 0.02


def test_an_island_that_nobody_clicked_is_dropped_and_a_clicked_one_kept() -> None:
    rgb = photo(128, 128)
    logits = np.full((64, 64), -5, np.float32)
    logits[5:40, 5:40] = 5
    logits[50:54, 50:54] = 5
    view = View.whole(128, 128, 128)
    one = Prompt(clicks=[Click(40, 40)])
    assert Prediction.from_logits(Photo(rgb), view, logits, one, 1).mask[104, 104] < 128
    both = Prompt(clicks=[Click(40, 40), Click(104, 104)])
    assert Prediction.from_logits(Photo(rgb), view, logits, both, 1).mask[104, 104] >= 128


@pytest.mark.parametrize("scale", [0.4, 1.0, 2.0])
def test_render_does_not_fade_at_the_photos_border(scale: float) -> None:
    large = predictor(2400, 1800)
    p = large.predict(Prompt(box=Box(0, 100, 2000, 1800)))
    assert p.mask[1200, 0] == 255
    part = p.render((-100, 1000, 300, 1400), scale)
    beyond = round(100 * scale)
    assert not part[:, : beyond - 1].any()
    assert (part[: round(300 * scale), beyond + 1] == 255).all()


@settings(max_examples=20)
@given(CLICKS, st.integers(0, 10_000))
def test_refining_obeys_the_clicks_too(clicks: list[Click], seed: int) -> None:
    made = Predictor(networks.NoiseNetwork(seed))
    made.set_image(photo())
    mask = made.predict(Prompt(clicks=clicks)).refined()
    for index, click in enumerate(clicks):
        if any(abs(click.x - c.x) < 25 and abs(click.y - c.y) < 25 for c in clicks[index + 1 :]):
            continue
        assert (mask[int(click.y), int(click.x)] >= 128) == click.positive


def test_a_previous_mask_of_another_photo_is_refused() -> None:
    other = predictor(100, 100).predict(Prompt())
    with pytest.raises(SqsamError, match="size"):
        predictor().predict(Prompt(clicks=[Click(5, 5)]), other)


def test_a_stroke_of_any_width_is_answered() -> None:
    stroke = Stroke(((20, 20), (40, 40)), 1e9)
    assert predictor().predict(Prompt([stroke])).mask.all()


def test_a_click_on_a_small_thing_does_not_take_a_large_one_elsewhere() -> None:
    rgb = photo(128, 128)
    logits = np.full((64, 64), -5, np.float32)
    logits[5:40, 5:60] = 6
    logits[50:56, 50:56] = 3
    p = Prediction.from_logits(
        Photo(rgb), View.whole(128, 128, 128), logits, Prompt(clicks=[Click(106, 106)]), 1
    )
    assert p.mask[106, 106] >= 128
    assert not (p.mask[:90] >= 128).any()
