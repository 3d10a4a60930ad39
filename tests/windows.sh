#!/usr/bin/env bash
# The program for Windows, built with mingw and run under Wine beside the one of this system: both do the same things to the same
# folders, and what they say, the codes they end with and every byte they write must be the same. What only Windows knows
# (files that another program holds, names of devices, paths longer than 260) follows. A tool that is missing is named and
# the rest skipped; STUDIO_WINDOWS=required makes that a failure. KEEP=1 keeps the folders.
set -uo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
target=x86_64-pc-windows-gnu
here=tests/windows

missing() {
  echo "skipped: $1"
  [ "${STUDIO_WINDOWS:-}" != required ] || exit 1
}

wine=
for name in /usr/lib/wine/wine64 wine64 wine; do
  if command -v "$name" >/dev/null; then wine=$(command -v "$name"); break; fi
done
[ -n "$wine" ] || { missing wine; exit 0; }
command -v x86_64-w64-mingw32-gcc >/dev/null || { missing mingw; exit 0; }
command -v cargo >/dev/null || { missing cargo; exit 0; }
[ -d "$(rustc --print target-libdir --target $target 2>/dev/null)" ] || { missing $target; exit 0; }
python=${STUDIO_PYTHON:-python3}
"$python" -c 'import openpyxl' 2>/dev/null || { missing openpyxl; python=; }

unset CARGO_BUILD_TARGET
built=${CARGO_TARGET_DIR:-$repository/target}
began=$(date +%s)
# STUDIO_BUILT: the program of this system, where it is built already.
[ -n "${STUDIO_BUILT:-}" ] || cargo build --locked --quiet --bin studio || exit 1
# Without what only a debugger and the next change would read.
CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_DEV_STRIP=none CARGO_INCREMENTAL=0 \
  cargo build --locked --quiet --bin studio --target $target || exit 1
linux=${STUDIO_BUILT:-$built/debug/studio}
echo "built in $(($(date +%s) - began)) s"

began=$(date +%s)
work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml=' LC_ALL=C.UTF-8
unset STUDIO_LANG DISPLAY LANG LC_MESSAGES
finish() {
  : >"$work/end" 2>/dev/null
  : >"$work/over" 2>/dev/null
  wait
  if [ -z "${KEEP:-}" ]; then rm -rf "$work"; else echo "kept: $work"; fi
}
trap finish EXIT
mkdir "$work/bin" "$work/said"
# The first start makes the folders of a Windows.
"$wine" cmd /c exit >/dev/null 2>&1 </dev/null
cp "$built/$target/debug/studio.exe" "$work/bin/studio.exe"
x86_64-w64-mingw32-gcc -shared -O1 -nostdlib -Wl,-e,start -o "$work/bin/bcryptprimitives.dll" $here/processprng.c -ladvapi32 || exit 1
for helper in hold day; do
  x86_64-w64-mingw32-gcc -municode -O1 -o "$work/bin/$helper.exe" $here/$helper.c || exit 1
done
# One program runs from here to the end: Wine's server ends a little after the last one, and who comes in that moment ends with it.
: >"$work/held"
"$wine" "$work/bin/hold.exe" "Z:$work/held" "Z:$work/over" read 1200 >/dev/null 2>&1 </dev/null &

passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
  failed=$((failed + 1))
  echo "FAILED: $1"
  shift
  [ $# -eq 0 ] || printf '%s\n' "$@" | head -n "${LINES_SHOWN:-12}" | cut -c -300 | sed 's/^/    /'
}

# Both worlds have the same files: the folder `l` is this system's, `w` the one of Windows.
l=$work/l
w=$work/w
at=.
code=0
# Runs the program for Windows: NAME ARG…; leaves $work/said/{out,err}.w and `code`.
windows() {
  local _
  for _ in 1 2; do
    (cd "$w/$at" && exec "$wine" "$work/bin/studio.exe" "$@") >"$work/said/out.w" 2>"$work/said/err.w" </dev/null
    code=$?
    # The program says why it fails. What fails without a word, or by a signal, is what stands in for Windows here: now and then it
    # starts nothing, or falls as the threads of a program end that has said all.
    if [ "$code" -lt 128 ] && { [ "$code" = 0 ] || [ -s "$work/said/out.w" ] || [ -s "$work/said/err.w" ]; }; then break; fi
  done
}
# Runs both with the same words and compares what they say: EXPECTED-CODE NAME ARG….
both() {
  local expected=$1 name=$2 said there
  shift 2
  (cd "$l/$at" && exec "$linux" "$@") >"$work/said/out.l" 2>"$work/said/err.l" </dev/null
  there=$?
  windows "$@"
  same_words "$expected" "$name" "$there"
}
same_words() {
  local expected=$1 name=$2 there=$3 stream different
  if [ "$there" != "$expected" ] || [ "$code" != "$expected" ]; then
    bad "$name: ends with $code, on this system with $there, expected $expected" "$(cat "$work/said/err.w")"
    return
  fi
  for stream in out err; do
    if ! different=$(diff "$work/said/$stream.l" "$work/said/$stream.w"); then
      bad "$name: says something else ($stream)" "$different"
      return
    fi
  done
  ok
}
# With backslashes in the words for Windows, which may come back in what it says: EXPECTED NAME ARG….
backslashes() {
  local expected=$1 name=$2 there
  shift 2
  (cd "$l/$at" && exec "$linux" "$@") >"$work/said/out.l" 2>"$work/said/err.l" </dev/null
  there=$?
  windows "${@//\//\\}"
  sed -i 's|\\|/|g' "$work/said/out.w" "$work/said/err.w"
  sed -i 's|\\|/|g' "$work/said/out.l" "$work/said/err.l"
  same_words "$expected" "$name" "$there"
}
# With whole paths, as one drags them into a window: EXPECTED NAME ARG…, each @ in a word stands for the world's folder.
whole() {
  local expected=$1 name=$2 there words
  shift 2
  words=("${@//@/$l}")
  (cd "$l" && exec "$linux" "${words[@]}") >"$work/said/out.l" 2>"$work/said/err.l" </dev/null
  there=$?
  words=("${@//@/Z:$w}")
  windows "${words[@]//\//\\}"
  sed -i "s|\\\\\\\\|/|g; s|\\\\|/|g; s|Z:$w|$l|g" "$work/said/out.w" "$work/said/err.w"
  same_words "$expected" "$name" "$there"
}
# Both worlds hold the same bytes.
alike() {
  local different
  if different=$(diff -r --no-dereference "$l" "$w"); then ok; else bad "$1: other files" "$different"; fi
}
# The program for Windows ends with this code and says this: CODE PATTERN NAME ARG….
only() {
  local expected=$1 pattern=$2 name=$3
  shift 3
  windows "$@"
  if [ "$code" = "$expected" ] && grep -Eqs -- "$pattern" "$work/said/out.w" "$work/said/err.w"; then
    ok
  else
    bad "$name: ends with $code, expected $expected and $pattern" "$(cat "$work/said/out.w" "$work/said/err.w")"
  fi
}
no_rests() {
  local rests
  rests=$(find "$w" -name '.studio-*')
  if [ -z "$rests" ]; then ok; else bad "$1: leaves something behind" "$rests"; find "$w" -name '.studio-*' -delete; fi
}

day=(--today 2022-09-20)
school='学校 甲/工作室 一'
mkdir -p "$l/学校 甲"
cp -r examples/school "$l/$school"
cp -r examples/first-week "$l/第一周"
cp -r examples/province "$l/全 省"
# From Chinese Windows: line ends of two characters; and GBK, as its editors wrote it for long.
cp -r examples/school "$l/回车"
find "$l/回车" -name '*.toml' -exec sed -i 's/$/\r/' {} +
cp -r examples/school "$l/国标"
find "$l/国标" -name '*.toml' -print0 | while IFS= read -r -d '' file; do
  if iconv -f UTF-8 -t GBK "$file" >"$work/gbk" 2>/dev/null; then cp "$work/gbk" "$file"; fi
done
cp tests/into/openpyxl/两层表头.xlsx "$l/表 样.xlsx"
cp -r "$l" "$w"

both 0 'version' --version
both 0 'help' check --help
both 2 'a word that is no command' chekc

# Looking.
both 0 'check' check "$school" "${day[@]}"
both 0 'check of a school, as JSON' check "$school" "${day[@]}" --format json
both 1 'check of the first week' check 第一周 --today 2020-09-07 --facts
both 1 'the same as JSON' check 第一周 --today 2020-09-07 --format json
both 1 'the same in English' check 第一周 --today 2020-09-07 --lang en
for form in github sarif gitlab junit markdown; do
  both 1 "the same as $form" check 第一周 --today 2020-09-07 --format "$form"
done
both 1 'check of a province, as JSON' check '全 省' "${day[@]}" --format json
both 1 'check into a file' check 第一周 --today 2020-09-07 --format json -o '结果 一.json'
both 0 'check with line ends of Windows' check 回车 "${day[@]}" --deny note
both 0 'the same as JSON' check 回车 "${day[@]}" --format json
both 1 'check of GBK' check 国标 "${day[@]}" --deny note
both 1 'the same as JSON' check 国标 "${day[@]}" --format json --deny note
both 2 'a folder that is not there' check '没有 这里'
both 0 'status of a school' status "$school" "${day[@]}"
both 0 'status of a province' status '全 省' "${day[@]}"
both 0 'status as JSON' status '全 省' "${day[@]}" --format json
both 0 'status as CSV' status '全 省' "${day[@]}" --format csv
both 0 'status for Excel' status '全 省' "${day[@]}" --xlsx '一览 表.xlsx'
both 0 'explain' explain
both 0 'explain a clause' explain 1.1.1-d
both 0 'explain a kind' explain member --lang en
both 0 'count' count -C '全 省/岚浦商校'
both 0 'count a Word file' count '全 省/岚浦商校/cases/把对不起说完整.docx'
both 0 'count as JSON' count -C '全 省/岚浦商校' --format json
both 0 'review' review 第一周 --today 2020-09-07
both 0 'review, all of it' review "$school" "${day[@]}" --show all
alike 'looking'

# From inside the folder, and with the paths of Windows.
at=$school
both 0 'check of the folder one is in' check "${day[@]}"
both 0 'the same as JSON' check . "${day[@]}" --format json
at=.
backslashes 0 'check with backslashes' check "./$school/" "${day[@]}" --format json
backslashes 1 'check of a parent folder' check "第一周/../第一周" --today 2020-09-07 --format github
backslashes 0 'count with backslashes' count '全 省/岚浦商校/cases/把对不起说完整.docx'
backslashes 0 'fmt of one file with backslashes' fmt '全 省/岚浦商校/cases/把对不起说完整.toml'
backslashes 0 'mv with backslashes' mv -C 第一周 'members/殳敏.toml' 'members/殳敏敏.toml' --dry-run
backslashes 2 'a path with backslashes that is not there' check "$school/没有"
whole 0 'check of a whole path' check "@/$school" "${day[@]}"
whole 1 'the same as JSON' check @/第一周 --today 2020-09-07 --format json
whole 0 'fmt of a whole path' fmt --check @/回车
whole 1 'fmt of GBK at a whole path' fmt --check @/国标
whole 0 'fmt of one file at a whole path' fmt "@/$school/members/殳敏.toml"
whole 0 'mv at a whole path' mv @/第一周/members/殳敏.toml 殳敏敏 --dry-run
whole 0 'status of a school of a province' status '@/全 省/云岫工校' "${day[@]}"
whole 0 'standard of a province' standard check '@/全 省/地方要求'
whole 2 'a studio at a whole path that is there' init @/第一周
alike 'backslashes'

# Writing.
both 0 'init' init '新 校/何知远班主任工作室' --school 江北市清江职业技术学校 --name 何知远班主任工作室 "${day[@]}"
both 0 'new' new -C '新 校/何知远班主任工作室' meeting --title 校务会 "${day[@]}"
both 0 'new for a clause' new -C '新 校/何知远班主任工作室' --for 1.1.1-d "${day[@]}"
both 1 'check of the new one' check '新 校' "${day[@]}"
both 1 'fmt --check' fmt --check 第一周 回车 国标 "$school"
both 0 'fmt with line ends of Windows' fmt 回车
both 0 'fmt of GBK' fmt --fix 国标
both 0 'mv' mv -C "$school" members/殳敏 members/殳敏敏
backslashes 0 'export' export "$school" --annex all "${day[@]}" -o "学校 甲"
backslashes 0 'export of a province' export '全 省' --annex all "${day[@]}" -o '全 省/报送' --draft
backslashes 0 'to-excel' to-excel "$school" '学校 甲/记 录.xlsx' "${day[@]}"
backslashes 0 'to-excel of the first week' to-excel 第一周 '第一周.xlsx' --today 2020-09-07
backslashes 0 'report' report "$school" "${day[@]}" -o '学校 甲/报 告.html'
backslashes 0 'report of a province' report '全 省' "${day[@]}" -o '全省.html'
backslashes 0 'pack' pack '全 省' "${day[@]}" -o '材料 包'
backslashes 0 'pack again' pack '全 省' "${day[@]}" -o '材料 包' --force
backslashes 0 'pack --verify' pack --verify '材料 包.zip'
backslashes 0 'pack --verify of the folder' pack --verify '材料 包'
backslashes 0 'export into a table that is there' export "$school" --annex 2 "${day[@]}" --into '表 样.xlsx' -o '填 了.xlsx'
backslashes 0 'schema' schema 第一周
mkdir "$l/手册" "$w/手册"
both 0 'man' man -o 手册
alike 'writing'

# A workbook that somebody filled in.
if [ -n "$python" ]; then
  "$python" $here/fill.py "$l/第一周.xlsx" "$l/填 好.xlsx" || bad 'openpyxl'
  cp "$l/填 好.xlsx" "$w/填 好.xlsx"
  both 0 'from-excel --dry-run' from-excel '填 好.xlsx' 第一周 --today 2020-09-07 --dry-run
  both 0 'from-excel' from-excel '填 好.xlsx' 第一周 --today 2020-09-07 --yes
  both 0 'from-excel once more' from-excel '填 好.xlsx' 第一周 --today 2020-09-07 --yes
  alike 'from-excel'
fi

# Names that Windows keeps for devices, and those it cannot write.
for name in CON NUL nul.a COM1 'a:b' 'a?' 'a.'; do
  both 2 "new member $name" new -C 第一周 member "$name" --today 2020-09-07
done
for name in CON 'AUX ' '甲:乙/丙?' 'LPT9.'; do
  both 0 "new member called $name" new -C 第一周 member --title "$name" --today 2020-09-07
done
alike 'names'

# Letters of the other case are another file, whatever Windows finds: whoever checks next may sit elsewhere.
for world in "$l" "$w"; do
  cp -r "$repository/examples/first-week" "$world/大小写"
  cp -r "$repository/examples/first-week" "$world/大写"
  cp -r "$repository/examples/first-week" "$world/大写的文件夹"
  mv "$world/大写/studio.toml" "$world/大写/Studio.toml"
  mv "$world/大写的文件夹/members" "$world/大写的文件夹/Members"
  cp "$world/大小写/证据/2020-09-03启动会记录.md" "$world/大小写/证据/A.MD"
  sed -i 's|证据/2020-09-03启动会记录.md|证据/a.md|' "$world/大小写/meetings/2020-09-03-领导小组会.toml"
done
both 1 'evidence in small letters' check 大小写 --today 2020-09-07 --format json
both 1 'a root file in capitals' check 大写 --today 2020-09-07 --format json
both 1 'a folder in capitals' check 大写的文件夹 --today 2020-09-07 --format json

# Evidence with the slashes of Windows.
for world in "$l" "$w"; do
  cp -r "$repository/examples/first-week" "$world/斜杠"
  sed -i "s|\"证据/2020-09-03启动会记录.md\"|'证据\\\\2020-09-03启动会记录.md'|" "$world/斜杠/meetings/2020-09-03-领导小组会.toml"
done
both 1 'evidence with backslashes' check 斜杠 --today 2020-09-07 --format json
# What an archive from elsewhere may bring: here it can be read, there it may not; both say that it has to be called otherwise.
for world in "$l" "$w"; do
  cp -r "$repository/examples/first-week" "$world/设备"
  cp "$world/设备/members/殳敏.toml" "$world/设备/members/aux.toml"
done
devices() { (cd "$1" && shift && exec "$@" check 设备 --today 2020-09-07 --format json) </dev/null 2>/dev/null | grep -c '"rule": "record/file-name"'; }
if [ "$(devices "$l" "$linux")" = 1 ] && [ "$(devices "$w" "$wine" "$work/bin/studio.exe")" = 1 ]; then ok; else bad 'a record called as a device'; fi

# A file that is read-only is refused on both systems, and what belongs to it with it.
for world in "$l" "$w"; do
  printf '\n\n\n\n' >>"$world/回车/members/殳敏.toml"
  printf '\n\n\n\n' >>"$world/回车/members/郁文澜.toml"
  chmod a-w "$world/回车/members/郁文澜.toml" "$world/第一周.xlsx" "$world/结果 一.json"
done
both 1 'fmt --check of what is read-only' fmt --check 回车
both 2 'fmt of what is read-only' fmt 回车
both 2 'to-excel over what is read-only' to-excel 第一周 第一周.xlsx --force --today 2020-09-07
both 2 'check into what is read-only' check 第一周 --today 2020-09-07 -o '结果 一.json'
alike 'read-only'
no_rests 'read-only'
for world in "$l" "$w"; do
  chmod u+w "$world/回车/members/郁文澜.toml" "$world/第一周.xlsx" "$world/结果 一.json"
done

# A file that another program holds: as Excel does, which lets others read, and as what lets nobody.
hold() {
  rm -f "$work/end" "$work/end.ready"
  (cd "$w" && exec "$wine" "$work/bin/hold.exe" "$1" "Z:$work/end" "$2") >/dev/null 2>&1 &
  holder=$!
  for _ in $(seq 100); do
    [ -e "$work/end.ready" ] && return
    sleep 0.1
  done
  bad "nothing holds $1"
}
release() {
  : >"$work/end"
  wait "$holder"
}
cp -r "$w" "$work/before"
untouched() {
  local different
  if different=$(diff -r "$work/before" "$w"); then ok; else bad "$1: other files" "$different"; fi
  no_rests "$1"
}
closed='Excel'
hold 第一周.xlsx read
only 2 "$closed" 'to-excel over what Excel holds' to-excel 第一周 第一周.xlsx --force --today 2020-09-07
only 0 '没有' 'from-excel of what Excel holds' from-excel 第一周.xlsx 第一周 --today 2020-09-07 --dry-run
release
hold 第一周.xlsx none
only 2 "$closed" 'from-excel of what nobody may read' from-excel 第一周.xlsx 第一周 --today 2020-09-07 --dry-run
release
hold '回车/members/郁文澜.toml' read
only 2 "$closed" 'fmt of what is held' fmt 回车
only 0 '没有问题' 'check of what is held' check 回车 "${day[@]}"
release
hold '回车/members/郁文澜.toml' none
only 1 "$closed" 'check of what nobody may read' check 回车 "${day[@]}" --only 1.1.1
only 1 "$closed" 'fmt of what nobody may read' fmt 回车/members/郁文澜.toml
release
hold '材料 包.zip' read
only 2 "$closed" 'pack over a zip that is held' pack '全 省' "${day[@]}" -o '材料 包' --force
release
untouched 'held files'
both 0 'fmt when they are let go' fmt 回车
alike 'held files'

# The clock of Windows, and standard output sent into a file by its own shell.
only 1 "检查日期 ($("$wine" "$work/bin/day.exe" 2>/dev/null </dev/null))" 'check without a day' check 第一周
(cd "$w" && "$wine" cmd /c "Z:${work//\//\\}\\bin\\studio.exe check 第一周 --today 2020-09-07 > Z:${work//\//\\}\\said\\cmd.txt") >/dev/null 2>&1 </dev/null
(cd "$l" && "$linux" check 第一周 --today 2020-09-07) >"$work/said/out.l"
if cmp -s "$work/said/out.l" "$work/said/cmd.txt"; then ok; else bad 'output sent into a file by cmd'; fi

# Whatever code page the console has: 936 is that of Chinese Windows, 437 knows no Chinese.
for page in 936 437; do
  (cd "$w" && "$wine" cmd /c "chcp $page >NUL & Z:${work//\//\\}\\bin\\studio.exe check 第一周 --today 2020-09-07 > Z:${work//\//\\}\\said\\cmd.txt") >/dev/null 2>&1 </dev/null
  if cmp -s "$work/said/out.l" "$work/said/cmd.txt"; then ok; else bad "output sent into a file with code page $page"; fi
done
# In a window: what is written to a console comes out as its letters.
if command -v script >/dev/null; then
  (cd "$w" && TERM=xterm exec script -qec "stty cols 80 rows 50; '$wine' '$work/bin/studio.exe' check 第一周 --today 2020-09-07 --only 1.1.1-b" /dev/null) >"$work/said/console" 2>&1 </dev/null
  if grep -q '错误' "$work/said/console" && grep -q '怎么办' "$work/said/console" && ! grep -q '�' "$work/said/console"; then
    ok
  else
    bad 'output in a window' "$(cat "$work/said/console")"
  fi
fi

# The path is longer than 260 characters.
long=$(printf '很长的名字%.0s' 1 2 3 4 5 6 7 8 9 10)
deep="深/$long/$long/$long/$long/$long/$long"
for world in "$l" "$w"; do
  mkdir -p "$world/$deep"
  cp -r examples/first-week/. "$world/$deep"
done
both 1 'check of a long path' check "$deep" --today 2020-09-07
both 1 'check above a long path' check 深 --today 2020-09-07 --format json
both 0 'new in a long path' new -C "$deep" member --title 后来人 --today 2020-09-07
both 0 'fmt in a long path' fmt 深
both 0 'to-excel in a long path' to-excel "$deep" "深/长.xlsx" --today 2020-09-07
both 0 'from-excel into a long path' from-excel "深/长.xlsx" "$deep" --today 2020-09-07 --yes
for world in "$l" "$w"; do
  cp -r examples/province "$world/$deep/省"
done
both 1 'check of a province at a long path, with its overlay' check "$deep/省" "${day[@]}" --format json
both 1 'check of one of its schools' check "$deep/省/云岫工校" "${day[@]}" --format json
both 0 'pack of a province at a long path' pack "$deep/省" "${day[@]}" -o '深/包'
alike 'long paths'

echo "ran in $(($(date +%s) - began)) s: $passed held, $failed failed"
[ "$failed" -eq 0 ]
