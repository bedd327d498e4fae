#!/bin/bash
# Renders the sample's page images from telegram.txt and sample.json: A4 at 300 dpi, JPEG. The images are checked in,
# because a clean machine has no Japanese fonts. Usage: render.sh [FOLDER]
# Needs (Debian): pango1.0-tools fonts-ipafont imagemagick python3
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath -m "${1:-$here}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
cd "$work"

python3 - "$here" <<'PYTHON'
import json, re, sys
here = sys.argv[1]
text = open(f'{here}/telegram.txt', encoding='utf-8').read()
body = text[text.index('この用紙は'):text.index('Number R')]
arrow = 'この用紙は、矢印の方向に伏せて入れること。'
stamped = {'秘密指定解除', '情報公開室', '極秘', '注意', '電信写', '外務省', 'N52KB'}
for number, page in enumerate([part for part in body.split(arrow) if part.strip()], 1):
    lines = [line.strip() for line in page.split('\n') if line.strip()]
    notice = [line for line in lines if '電信課' in line or '用済み' in line]
    foot = [line for line in lines if re.fullmatch(r'\d+月\d+日\d+時\d+分', line)]
    grid = [line for line in lines if line.startswith('配布先') or line.startswith('海洋課長')]
    head = []
    if number == 1:
        head = lines[lines.index(next(l for l in lines if l.startswith('総番号'))):]
        head = head[:next(i for i, l in enumerate(head) if l.startswith('1.'))]
    words = [l for l in lines if l not in stamped | set(notice) | set(foot) | set(grid) | set(head)]
    put = lambda name, what: open(f'{name}-{number}.txt', 'w', encoding='utf-8').write('\n'.join(what))
    put('words', words)
    put('notice', ['注意'] + notice)
    put('grid', [part for line in grid for part in re.split('[：、]', line)])
    put('head', head)
    put('foot', foot)

def units(list_):
    for unit in list_:
        yield unit
        yield from units(unit.get('children', []))
sample = json.load(open(f'{here}/sample.json', encoding='utf-8'))
letter = next(unit for unit in units(sample['units']) if 'letter-1.jpg' in unit.get('pages', []))
for text in letter['texts']:
    if text['kind'] != 'transcription':
        continue
    for number in (1, 2):
        lines = [p['value'] for p in text['paragraphs'] if p['pageNumber'] == number]
        open(f'letter-{number}.txt', 'w', encoding='utf-8').write('\n'.join(lines))
PYTHON

typed() { # FONT SIZE INPUT OUTPUT [pango-view option...]
  pango-view -q --no-display --font="$1 $2" --dpi=300 --margin=0 --output="$4" "${@:5}" "$3"
}
framed() { # TEXT COLOUR SIZE ANGLE OUTPUT: ink on nothing, so that the paper shows through
  pango-view -q --no-display --font="IPAMincho Bold $3" --dpi=300 --margin=12 --align=center \
    --text="$1" --output=plain.png
  convert plain.png -bordercolor white -border 6 -bordercolor black -border 7 -bordercolor white -border 30 \
    -background white -rotate "$4" -colorspace gray -negate mask.png
  convert mask.png -evaluate multiply 0.85 mask.png
  convert -size "$(identify -format '%wx%h' mask.png)" xc:"$2" mask.png -alpha off -compose CopyOpacity -composite "$5"
}
paper() { # SEED OUTPUT: uneven, a little darker towards the edges, with grain
  convert -size 248x351 -seed "$1" plasma:gray60-gray80 -colorspace gray -blur 0x12 +level 95%,100% \
    -resize 2480x3508! \( -size 248x351 radial-gradient:white-gray93 -resize 2480x3508! \) -compose multiply -composite \
    -colorspace sRGB -type TrueColor +level-colors '#2a2418,#f8f3e3' \
    -seed "$1" -attenuate 0.08 +noise Gaussian -depth 8 -type TrueColor "$2"
}
save() { # INPUT NAME ANGLE: a scan is never quite straight
  convert "$1" -background '#d8d2c0' -rotate "$3" -gravity center -extent 2480x3508 \
    -units PixelsPerInch -density 300 -strip -quality 80 -sampling-factor 2x2 -interlace none "$out/$2"
  mogrify -units PixelsPerInch -density 300 "$out/$2"
}

framed '極　秘' '#c01818' 24 -3 secret.png
framed '秘密指定解除
情報公開室' '#26389c' 13 2 declassified.png
framed '外務省
10月15日02時05分' '#6a2a8a' 9 -2 time.png

for page in 1 2 3; do
  paper "$page" sheet.png
  pango-view -q --no-display --font='IPAGothic 8' --dpi=300 --margin=0 \
    --text='▲　この用紙は、矢印の方向に伏せて入れること。' --output=arrow.png
  typed IPAGothic 7.5 "notice-$page.txt" notice.png --line-spacing=1.3
  pango-view -q --no-display --font='IPAMincho Bold 20' --dpi=300 --margin=0 --text='電　信　写' --output=title.png
  typed IPAGothic 13 "words-$page.txt" words.png --width=476 --line-spacing=1.8
  convert sheet.png -fill none -stroke '#5a5140' -strokewidth 4 -draw 'rectangle 190,640 2290,3180' \
    \( arrow.png -transparent white \) -gravity North -geometry +0+70 -composite \
    \( title.png -transparent white \) -gravity North -geometry +0+480 -composite \
    \( notice.png -transparent white \) -gravity SouthWest -geometry +210+130 -composite page.png
  if [ "$page" = 1 ]; then
    typed IPAGothic 8.5 grid-1.txt grid.png --line-spacing=1.25
    typed IPAGothic 12 head-1.txt head.png --line-spacing=1.6
    pango-view -q --no-display --font='IPAGothic 12' --dpi=300 --margin=0 --text='N52KB' --output=code.png
    convert page.png -fill none -stroke '#5a5140' -strokewidth 3 -draw 'line 190,1420 2290,1420' \
      -draw 'rectangle 1850,660 2270,1120' \
      \( code.png -transparent white \) -gravity NorthWest -geometry +230+570 -composite \
      \( grid.png -transparent white \) -gravity NorthWest -geometry +1880+690 -composite \
      \( head.png -transparent white \) -gravity NorthWest -geometry +260+690 -composite \
      \( words.png -transparent white \) -gravity NorthWest -geometry +260+1480 -composite page.png
  else
    convert page.png \( words.png -transparent white \) -gravity NorthWest -geometry +260+720 -composite page.png
  fi
  convert page.png secret.png -gravity NorthEast -geometry +230+170 -composite \
    declassified.png -gravity NorthWest -geometry "+$((200 + page * 14))+$((170 + page * 9))" -composite page.png
  if [ -s "foot-$page.txt" ]; then
    convert page.png time.png -gravity SouthEast -geometry +260+150 -composite page.png
  fi
  save page.png "telegram-$page.jpg" "$([ "$page" = 2 ] && echo -0.35 || echo 0.25)"
done

for page in 1 2; do
  paper "$((page + 10))" sheet.png
  # Vertical writing: columns from right to left.
  typed IPAMincho 19 "letter-$page.txt" letter.png --gravity=east --rotate=-90 --width=690 --line-spacing=2.1
  convert letter.png -channel RGB -fill '#1c2340' -opaque black +channel -transparent white ink.png
  rules=''
  for ((x = 2240; x >= 240; x -= 168)); do rules="$rules line $x,260 $x,3250"; done
  convert sheet.png -fill none -stroke '#b9684c' -strokewidth 2 -draw "$rules" -draw 'rectangle 224,260 2240,3250' \
    ink.png -gravity NorthEast -geometry +276+330 -composite page.png
  save page.png "letter-$page.jpg" "$([ "$page" = 1 ] && echo 0.3 || echo -0.2)"
done
ls -l "$out"/*.jpg
