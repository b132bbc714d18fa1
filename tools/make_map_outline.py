#!/usr/bin/env python3
"""Makes data/map/outline.tsv: the coasts and borders around the Sea of Japan, simplified to what a small picture can show.

usage: make_map_outline.py countries-50m.json > data/map/outline.tsv

Input: Natural Earth's countries at 1:50 million (public domain), as the npm package world-atlas 2.0.2 carries them in TopoJSON. The
table is committed, so that building needs neither the package nor the network; this program says how it came to be.
"""
import json
import math
import sys

# What is drawn: degrees, and the units of the picture. Equirectangular, true at 38.5 degrees north: the middle of what is shown.
WEST, EAST, SOUTH, NORTH = 122.5, 147.0, 30.0, 46.5
SCALE = 24.0  # units a degree of latitude
FLAT = math.cos(math.radians(38.5))
COUNTRIES = {'392': 'japan', '408': 'north', '410': 'south', '156': 'other', '643': 'other'}
TOLERANCE = 0.7  # units
LEAST_AREA = 3.0  # square units: smaller islands are left out


def arcs_of(topology):
    scale, translate = topology['transform']['scale'], topology['transform']['translate']
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        yield points


def ring_of(arcs, numbers):
    points = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += part[1:] if points else part
    return points


def project(point):
    return (point[0] - WEST) * SCALE * FLAT, (NORTH - point[1]) * SCALE


def clip(points, inside, cross):
    """Sutherland and Hodgman, 1974: one edge of the window at a time."""
    kept = []
    for i, point in enumerate(points):
        before = points[i - 1]
        if inside(point) != inside(before):
            kept.append(cross(before, point))
        if inside(point):
            kept.append(point)
    return kept


def window(points):
    width, height = project((EAST, SOUTH))

    def at_x(edge):
        return lambda a, b: (edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0]))

    def at_y(edge):
        return lambda a, b: (a[0] + (b[0] - a[0]) * (edge - a[1]) / (b[1] - a[1]), edge)
    for inside, cross in ((lambda p: p[0] >= 0, at_x(0)), (lambda p: p[0] <= width, at_x(width)),
                          (lambda p: p[1] >= 0, at_y(0)), (lambda p: p[1] <= height, at_y(height))):
        points = clip(points, inside, cross) if points else points
    return points


def distance(point, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    if length == 0:
        return math.hypot(point[0] - a[0], point[1] - a[1])
    return abs(dx * (a[1] - point[1]) - dy * (a[0] - point[0])) / length


def simplify(points):
    """Ramer 1972, Douglas and Peucker 1973."""
    if len(points) < 3:
        return points
    far = max(range(1, len(points) - 1), key=lambda i: distance(points[i], points[0], points[-1]))
    if distance(points[far], points[0], points[-1]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplify(points[:far + 1])[:-1] + simplify(points[far:])


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def polygons(geometry):
    return geometry['arcs'] if geometry['type'] == 'MultiPolygon' else [geometry['arcs']]


def main(path):
    with open(path, encoding='utf-8') as file:
        topology = json.load(file)
    arcs = list(arcs_of(topology))
    print('# Coasts and borders around the Sea of Japan: the country, then its outline in units of the picture (x y, closed).')
    print('# Natural Earth 4.1.0, admin 0 countries, 1:50m, public domain (https://www.naturalearthdata.com), as in the npm package')
    print('# world-atlas 2.0.2 (ISC). Made by tools/make_map_outline.py; borders as the source draws them.')
    for geometry in topology['objects']['countries']['geometries']:
        country = COUNTRIES.get(geometry.get('id'))
        for rings in polygons(geometry) if country else []:
            points = window([project(p) for p in ring_of(arcs, rings[0])])
            if not points or area(points) < LEAST_AREA:
                continue
            half = len(points) // 2  # a ring has no ends: it is simplified in two halves
            points = simplify(points[:half + 1])[:-1] + simplify(points[half:])
            rounded = [(round(x), round(y)) for x, y in points]
            kept = [p for i, p in enumerate(rounded) if p != rounded[i - 1]]
            if len(kept) > 2:
                print(country + '\t' + ' '.join(f'{x} {y}' for x, y in kept))


if __name__ == '__main__':
    main(sys.argv[1])
