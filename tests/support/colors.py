"""Measures of colors: contrast, and distance for four kinds of sight."""

import numpy as np

SIGHT = {
    "three kinds of cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""What is left of linear RGB without one kind of cones, by the model of Machado, Oliveira and Fernandes (2009)."""
TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def linear(color: str) -> np.ndarray:
    """'#rrggbb' as three shares of light."""
    shares = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2, from 1 to 21."""
    low, high = sorted(float(linear(color) @ TO_XYZ[1]) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(color: str, sight) -> np.ndarray:
    x, y, z = np.array(TO_XYZ) @ np.clip(np.array(sight) @ linear(color), 0, 1) / (np.array(TO_XYZ) @ np.ones(3))
    f = [np.cbrt(v) if v > (6 / 29) ** 3 else v * (29 / 6) ** 2 / 3 + 4 / 29 for v in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, sight) -> float:
    """In CIELAB."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def over(tint: str, paper: str) -> str:
    """A color with an alpha, '#rrggbbaa', laid on paper."""
    share = int(tint[7:], 16) / 255
    mixed = (round(share * int(tint[i : i + 2], 16) + (1 - share) * int(paper[i : i + 2], 16)) for i in (1, 3, 5))
    return f"#{''.join(f'{value:02x}' for value in mixed)}"
