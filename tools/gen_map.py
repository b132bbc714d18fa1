#!/usr/bin/env python3
"""Makes the C table of the small map: gen_map.py OUT outline.tsv centres.tsv"""
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from make_map_outline import EAST, FLAT, NORTH, SCALE, SOUTH, WEST, project  # noqa: E402

LANDS = ['japan', 'north', 'south', 'other']


def rows(path):
    for number, line in enumerate(Path(path).read_text(encoding='utf-8').split('\n'), 1):
        if line and not line.startswith('#'):
            yield f'{path}:{number}', line.split('\t')


def steps(points):
    numbers = points.split()
    pairs = [f'{x} {y}' for x, y in zip(numbers[::2], numbers[1::2])]
    return 'M' + 'L'.join(pairs) + 'Z'


def main(out, outline, centres):
    lands = {land: '' for land in LANDS}
    for where, cells in rows(outline):
        if len(cells) != 2 or cells[0] not in lands:
            sys.exit(f'{where}: not a country and its outline')
        lands[cells[0]] += steps(cells[1])
    points = []
    for where, cells in rows(centres):
        area, latitude, longitude = int(cells[0]), float(cells[1]), float(cells[2])
        if not (SOUTH - 8 < latitude < NORTH and WEST < longitude < EAST):
            sys.exit(f'{where}: not on the map')
        x, y = project((longitude, max(latitude, SOUTH + 0.5)))
        points.append((area, round(x), round(y)))
    with open(out, 'w', encoding='utf-8') as file:
        file.write('/* Made by tools/gen_map.py from data/map; do not edit. */\n')
        file.write(f'#define MAP_WIDTH {math.ceil((EAST - WEST) * SCALE * FLAT)}\n')
        file.write(f'#define MAP_HEIGHT {math.ceil((NORTH - SOUTH) * SCALE)}\n')
        file.write('static const struct {\n  const char *kind, *steps;\n} map_lands[] = {\n')
        for land in LANDS:
            file.write(f'  {{ "{land}",\n')
            file.writelines(f'    "{lands[land][at:at + 100]}"\n' for at in range(0, len(lands[land]), 100))
            file.write('  },\n')
        file.write('};\nstatic const struct {\n  unsigned area;\n  int x, y;\n} map_centres[] = {\n')
        file.writelines(f'  {{ {area}, {x}, {y} }},\n' for area, x, y in sorted(points))
        file.write('};\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
