"""Whether a dry run of recleaning says exactly what the run then does, over made pages.

    reclean_test.py WINNOW [PAGES]

Pages of many hosts go into a store; each host puts lines of its own on all its pages, which is learnt
while they come in, so that the first pages of each host are cleaned differently the next time. Then:
dry run, run, dry run again, undo, dry run; compared byte for byte. CPU seconds are of each process.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile

from served import Server

PAGES_PER_HOST = 50
WORDS = (
    "harbour ferry storm channel pier council market bridge school river night morning people train "
    "winter summer report price winner garden museum library doctor village festival police season "
    "minister company worker teacher student island mountain forest weather history music football"
).split()
HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"


def page(number):
    rng = random.Random(number)
    host = number // PAGES_PER_HOST
    if host % 2:
        def sentence():
            return "".join(rng.choice(HAN) for _ in range(rng.randrange(20, 60))) + "。"
        notice = f"本文为第{host}号频道的编辑部整理发布,如需转载请与本频道的值班编辑联系并注明来源和日期。"
        lang = "zh"
    else:
        def sentence():
            words = [rng.choice(WORDS) for _ in range(rng.randrange(8, 20))]
            return " ".join(words).capitalize() + "."
        notice = (
            f"This story first appeared in the printed edition of paper {host}; readers who want a copy"
            " may write to the editors at the usual address.")
        lang = "en"
    paragraphs = ["".join(sentence() for _ in range(4)) for _ in range(5)]
    paragraphs.insert(rng.randrange(1, 5), notice)
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    title = sentence()
    html = (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title></head><body>'
        f'<nav><a href="/">Home</a> <a href="/n">News</a></nav><article><h1>{title}</h1>{body}'
        "</article></body></html>")
    return {"url": f"https://h{host}.example/{number}", "html": html}


def run(winnow, *arguments, stdout=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([winnow, *arguments], stdout=stdout, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{arguments}: exit {done.returncode}: {done.stderr.decode()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{' '.join(arguments[:2])}: {cpu:.1f} CPU s, peak {after.ru_maxrss // 1024} MiB")


def ingest(winnow, folder, pages):
    server = Server(winnow, folder)
    post = subprocess.Popen(
        ["curl", "-sSf", "-T", "-", "-X", "POST", "-H", "Content-Type: application/x-ndjson",
         server.url("/v1/articles/batch")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    # What is answered is small, but a pipe that nobody reads would stop the server.
    reader = subprocess.Popen(["grep", "-c", '"status":201'], stdin=post.stdout, stdout=subprocess.PIPE)
    for number in range(pages):
        post.stdin.write(json.dumps(page(number), ensure_ascii=False).encode() + b"\n")
    post.stdin.close()
    kept = int(reader.communicate()[0])
    if post.wait() or kept != pages:
        sys.exit(f"{kept} of {pages} pages were kept")
    server.stop()


def same(a, b):
    return subprocess.run(["cmp", "-s", a, b], check=False).returncode == 0


def main():
    winnow = os.path.abspath(sys.argv[1])
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory() as scratch:
        # Away from whatever settings lie here.
        os.chdir(scratch)
        data = os.path.join(scratch, "data")
        ingest(winnow, data, pages)
        files = {}
        for name, arguments in [
            ("would", ["--dry-run"]), ("did", []), ("again", ["--dry-run"]),
            ("undone", ["--undo", "1"]), ("after", ["--dry-run"]),
        ]:
            files[name] = os.path.join(scratch, name)
            with open(files[name], "wb") as out:
                run(winnow, "reclean", *arguments, "--data", data, stdout=out)
        lines = {name: open(path, "rb").read().splitlines() for name, path in files.items()}
        print(f"{pages} pages, {len(lines['would']) - 1} of them change")
        print("the dry run says what the run does:", same(files["would"], files["did"]))
        print("after the run nothing is left to do:", len(lines["again"]) == 1)
        print("undone, the same is to do:", same(files["would"], files["after"]))
        sound = (
            same(files["would"], files["did"]) and len(lines["again"]) == 1
            and same(files["would"], files["after"]) and len(lines["would"]) > 1)
        run(winnow, "doctor", "--data", data)
        sys.exit(0 if sound else "the dry run and the run differ")


main()
