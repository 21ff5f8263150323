"""An ornament that is a book's own: a rose of loops, as engravers turn it, drawn from its title.

The curve is a hypotrochoid: a pen in a wheel that rolls inside of a ring. Teeth of ring and wheel that share no factor
bring the pen back after as many rounds as the wheel has teeth, with as many loops as the ring has.
"""

from __future__ import annotations

from hashlib import sha256
from math import cos, gcd, pi, sin

LOOPS = range(19, 36)
"""Teeth of the ring."""

CURVES = 6
"""Cubic curves of a loop; they leave the true one by 0.03 units at most."""

RADIUS = 100.0
"""Of the whole, in units of the drawing; its middle is at 0, 0."""


def rosette(title: str) -> str:
    """The path of the rose (SVG 1.1, section 8.3), closed, one loop upwards; the same for the same title."""
    digest = sha256(title.encode()).digest()
    loops = LOOPS[digest[0] % len(LOOPS)]
    wheels = [teeth for teeth in range(loops // 3, loops * 2 // 3) if gcd(loops, teeth) == 1]
    wheel = wheels[digest[1] % len(wheels)]
    pen = wheel * (0.55 + 0.4 * digest[2] / 255)
    arm = loops - wheel
    scale = RADIUS / (arm + pen)
    step = 2 * pi * wheel / (loops * CURVES)

    def point(turn: float) -> tuple[float, float]:
        inner = turn * arm / wheel
        return scale * (pen * sin(inner) - arm * sin(turn)), -scale * (arm * cos(turn) + pen * cos(inner))

    def lead(turn: float) -> tuple[float, float]:
        """From a point to where its curve is drawn to: a third of the way that it would go in a step."""
        inner, third = turn * arm / wheel, scale * step / 3
        return third * arm * (pen * cos(inner) / wheel - cos(turn)), third * arm * (
            sin(turn) + pen * sin(inner) / wheel
        )

    turns = [step * number for number in range(1, loops * CURVES + 1)]
    ends = [(*point(turn), *lead(turn)) for turn in turns]
    (x, y), (right, down) = point(0), lead(0)
    # Steps are even, so that the first control point of each curve is the reflection of the last one of that before it.
    curves = "S".join(f"{x - right:.1f} {y - down:.1f} {x:.1f} {y:.1f}" for x, y, right, down in ends)
    return f"M{x:.1f} {y:.1f}C{x + right:.1f} {y + down:.1f} {curves}Z"
