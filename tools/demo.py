#!/usr/bin/env python3
"""Makes a register of invented people and shows it: synthetic lists, import, links, an operator's rule, accounts, pages.

script/demo builds the program and calls this. A register that is there already is shown as it is.
"""
import argparse
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from demo_visit import Wrong, visit  # noqa: E402

PASSPHRASE = 'invented people only'
PASSWORD = 'seventeen sailings'
USERS = [  # name, language, roles
    ('hana', 'ja', ['archivist', 'tracing-officer']),
    ('mina', 'ko', ['archivist', 'tracing-officer']),
    ('emma', 'en', ['archivist', 'tracing-officer', 'reviewer']),
]
NOTE = 'demo.json'  # in the register's directory: what the demo made there


class Failed(Exception):
    pass


class Saikai:
    """The program, acting on one register."""

    def __init__(self, program, register):
        self.program, self.register = program, register
        self.environment = {**os.environ, 'SAIKAI_PASSPHRASE': PASSPHRASE}

    def words(self, *words):
        return [self.program, '--registry', str(self.register), *(str(word) for word in words)]

    def run(self, *words):
        """Runs a verb; its progress goes to the terminal, its answer is given back."""
        done = subprocess.run(self.words(*words), env=self.environment, stdout=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise Failed(f'saikai {words[0]} ended with {done.returncode}')
        return done.stdout

    def ask(self, *words):
        return json.loads(self.run(*words, '--json', '--quiet'))


def arguments():
    parser = argparse.ArgumentParser(prog='script/demo', description='Shows saikai with a register of invented people.')
    parser.add_argument('--saikai', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--persons', type=int, metavar='N', help='how many people sail: 1 to 93340; 20000 without it')
    parser.add_argument('--seed', type=int, default=1, metavar='S', help='which population')
    parser.add_argument('--registry', type=Path, default=Path('demo-registry'), metavar='DIR', help='where the register is, or goes')
    parser.add_argument('--port', type=int, metavar='P', help='port of the pages; 8700 without it, 0: any that is free')
    parser.add_argument('--anew', action='store_true', help='make the register again, in place of the demo that is there')
    parser.add_argument('--check', action='store_true', help='make it, fetch the main pages, print the summary, and end')
    return parser.parse_args()


def add_users(saikai):
    """The password goes through a pipe: it never stands in a list of processes."""
    for name, language, roles in USERS:
        words = [word for role in roles for word in ('--role', role)]
        read, write = os.pipe()
        os.write(write, (PASSWORD + '\n').encode())
        os.close(write)
        done = subprocess.run(saikai.words('user', 'add', name, *words, '--compartment', '*', '--language', language,
                                           '--password-file', '/dev/stdin', '--quiet'),
                              env=saikai.environment, stdin=read, stdout=subprocess.DEVNULL)
        os.close(read)
        if done.returncode != 0:
            raise Failed(f'saikai user add {name} ended with {done.returncode}')


def fill(saikai, persons, seed, clock):
    """Everything between an empty directory and a linked register; tells the clock where the time went."""
    lists = saikai.register / 'lists'
    saikai.run('init', '--demo', saikai.register)
    clock('the register')
    saikai.run('synth', '--seed', seed, '--persons', persons, '--out', lists)
    clock('the lists')
    saikai.run('manifest', 'import', '--refusals', saikai.register / 'refused', lists / 'manifest.json')
    clock('the imports')
    print('Looking for mentions of the same person', flush=True)
    proposed = saikai.ask('link')
    clock('the links')
    saikai.run('review', 'rule', '--reason', 'The demonstration takes every proposal of the link band.')
    clock('the rule')
    add_users(saikai)
    truth = saikai.ask('link', '--truth', lists / 'truth/truth.csv')
    clock('the accounts and the measurement')
    return proposed, truth


def make(program, target, persons, seed):
    """Makes the demo beside its place and moves it there when it is whole, so that there is never half of one."""
    making = target.with_name(target.name + '.making')
    shutil.rmtree(making, ignore_errors=True)
    begun = last = time.monotonic()
    took = {}

    def clock(what):
        nonlocal last
        now = time.monotonic()
        took[what], last = round(now - last, 1), now
    try:
        proposed, truth = fill(Saikai(program, making), persons, seed, clock)
        note = {'persons': persons, 'seed': seed, 'seconds': round(time.monotonic() - begun, 1), 'took': took,
                'link': proposed, 'truth': truth}
        (making / NOTE).write_text(json.dumps(note, indent=1) + '\n')
        if target.exists():
            shutil.rmtree(target)
        making.rename(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def summary(saikai, note):
    held = saikai.ask('figures')
    print(f'\n{note["persons"]} invented people sailed; the register holds {held["sources"]} lists, {held["entries"]} entries, '
          f'{held["mentions"]} mentions.')
    print(f'Linked: {note["link"]["pairs"]} pairs compared, {note["link"]["same"]} proposed as the same person and taken by the rule, '
          f'{note["link"]["proposals"] - note["link"]["same"]} left for a person to decide.')
    print('Beside the truth, which the register never saw:')
    for row in note['truth']:
        print(f'  {row["group"]:<24} precision {row["precision"]:.4f}  recall {row["recall"]:.4f}')
    took = ', '.join(f'{what} {seconds:g} s' for what, seconds in note['took'].items())
    print(f'Made in {note["seconds"]:g} s: {took}.')


def where_to_look(address, directory):
    names = ', '.join(f'{name} ({language})' for name, language, _ in USERS)
    print(f'\n  Open       {address}\n  Sign in    {names}; password: {PASSWORD}\n'
          f'  Passphrase {PASSPHRASE}\n  Register   {directory}\n\nEvery person in it is invented. Ctrl-C ends.', flush=True)


def somebody(register):
    """A name as the first list has it."""
    lists = register / 'lists'
    first = json.loads((lists / 'manifest.json').read_text())['files'][0]['file']
    with open(lists / first, encoding='cp932', newline='') as file:
        return next(row['氏名'] for row in csv.DictReader(file) if len(row['氏名']) == 3)


def serve(saikai, port, check):
    """Serves until Ctrl-C, or with `check` until the main pages were fetched."""
    server = subprocess.Popen(saikai.words('serve', '--port', port), env=saikai.environment, stdout=subprocess.PIPE, text=True)
    try:
        found = re.search(r'answers at (\S+)', server.stdout.readline())
        if found is None:
            raise Failed(f'saikai serve ended with {server.wait()}')
        if check:
            visit(found.group(1), USERS[-1][0], PASSWORD, somebody(saikai.register))
            return
        where_to_look(found.group(1), saikai.register)
        server.wait()
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
            server.wait()


def choose(options):
    """The register to show, made first where it has to be."""
    target = options.registry
    note = json.loads((target / NOTE).read_text()) if (target / NOTE).exists() else None
    if note is None and target.exists() and any(target.iterdir()):
        raise Failed(f'{target} is there and is no demo; name another directory with --registry')
    wanted = options.persons or (note or {'persons': 20000})['persons']
    if note is not None and not options.anew and (note['persons'] != wanted):
        raise Failed(f'{target} holds a demo of {note["persons"]} people; give --anew to make it again with {wanted}, '
                     'or another directory with --registry')
    if note is None or options.anew:
        make(options.saikai, target, wanted, options.seed)
    return Saikai(options.saikai, target), json.loads((target / NOTE).read_text())


def main():
    options = arguments()
    options.registry = options.registry.resolve()
    port = options.port if options.port is not None else 0 if options.check else 8700
    try:
        saikai, note = choose(options)
        summary(saikai, note)
        serve(saikai, port, options.check)
    except (Failed, Wrong) as failed:
        print(f'script/demo: {failed}', file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print('\nEnded.')
        return 130 if not (options.registry / NOTE).exists() else 0
    return 0


if __name__ == '__main__':
    sys.exit(main())
