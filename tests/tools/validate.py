"""validate.py - check JSON output against its published schema.

    validate.py SCHEMA FILE...

A file is one JSON document or JSON Lines; the schema judges every document.
A schema that is not a schema fails too.
"""
import json
import os
import sys

import jsonschema


def documents(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines()]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    checker = jsonschema.validators.validator_for(
        schema, default=jsonschema.Draft202012Validator)
    checker.check_schema(schema)
    validator = checker(schema)
    bad = count = 0
    for path in sys.argv[2:]:
        name = os.path.splitext(os.path.basename(path))[0]
        try:
            for document in documents(path):
                count += 1
                for error in validator.iter_errors(document):
                    bad += 1
                    where = "/".join(str(p) for p in error.absolute_path)
                    print(f"schema: {name}: /{where}: {error.message[:300]}")
        except (ValueError, UnicodeDecodeError) as error:
            bad += 1
            print(f"schema: {name}: not JSON: {error}")
    print(f"schema: {count} documents from {len(sys.argv) - 2} cases, "
          f"{bad} problems")
    return bad > 0


sys.exit(main())
