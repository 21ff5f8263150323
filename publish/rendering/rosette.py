"""An ornament that is a book's own: a rose of loops, as engravers turn it, drawn from its title.

The curve is a hypotrochoid: a pen in a wheel that rolls inside of a ring. Teeth of ring and wheel that share no factor
bring the pen back after as many rounds as the wheel has teeth, with as many loops as the ring has.
"""

from __future__ import annotations

from hashlib import sha256
from math import cos, gcd, pi, sin

LOOPS = range(19, 36)
"""Teeth of the ring."""

STEPS = 28
"""Points of a loop; lines between them look round."""

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
    turns = [2 * pi * wheel * step / (loops * STEPS) for step in range(loops * STEPS)]
    points = (
        (pen * sin(turn * arm / wheel) - arm * sin(turn), -arm * cos(turn) - pen * cos(turn * arm / wheel))
        for turn in turns
    )
    return "M" + "L".join(f"{x * scale:.1f} {y * scale:.1f}" for x, y in points) + "Z"
