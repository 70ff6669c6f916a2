"""An extractor behind the protocol of `winnow batch`: peer_batch.py resiliparse|trafilatura, pages on standard input."""
import base64
import json
import sys

name = sys.argv[1]
if name == "resiliparse":
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(raw):
        tree = HTMLTree.parse_from_bytes(raw, detect_encoding(raw))
        return {"title": tree.title, "text": extract_plain_text(tree, main_content=True)}
else:
    import trafilatura

    def extract(raw):
        return {"text": trafilatura.extract(raw) or ""}

for line in sys.stdin:
    page = json.loads(line)
    try:
        row = {"ref": page["ref"], "article": extract(base64.b64decode(page["body_base64"]))}
    except Exception as error:  # a peer that fails on a page is a result too
        row = {"ref": page["ref"], "error": type(error).__name__}
    sys.stdout.write(json.dumps(row) + "\n")
