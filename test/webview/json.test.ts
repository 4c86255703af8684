// A record's tree: the text is kept as it was written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ancestorsOf, findNodes, indented, linesOf, member, nodesOf, parseJson, valueText } from '../../src/webview/json.ts';
import type { JsonNode } from '../../src/webview/json.ts';

const parse = (text: string): JsonNode => {
  const root = parseJson(text);
  assert.ok(root, text);
  return root;
};

test('key order, numbers and escapes stay as they are', () => {
  const text = '{"b":12345678901234567890.10,"2":1,"1":{"\\u0061":"x\\ny"}}';
  const root = parse(text);
  assert.deepEqual(
    root.children.map(({ key }) => key),
    ['b', '2', '1'],
  );
  assert.equal(valueText(text, root.children[0] ?? root), '12345678901234567890.10');
  const inner = member(member(root, '1'), 'a');
  assert.ok(inner);
  assert.equal(valueText(text, inner), 'x\ny');
  assert.equal(text.slice(inner.from, inner.to), '"x\\ny"');
});

test('paths are what one would type', () => {
  const root = parse('{"requestParameters":{"items":[{"fromPort":22,"a b":1}]}}');
  assert.deepEqual(
    nodesOf(root)
      .map(({ path }) => path)
      .slice(1),
    [
      'requestParameters',
      'requestParameters.items',
      'requestParameters.items[0]',
      'requestParameters.items[0].fromPort',
      'requestParameters.items[0]["a b"]',
    ],
  );
});

test('folded nodes take one line', () => {
  const root = parse('{"a":{"b":1},"c":[],"d":[1,2]}');
  const print = (folded: string[]) => linesOf(root, new Set(folded)).map(({ node, part }) => `${part} ${node.path}`);
  assert.deepEqual(print([]), [
    'open ',
    'open a',
    'whole a.b',
    'close a',
    'whole c',
    'open d',
    'whole d[0]',
    'whole d[1]',
    'close d',
    'close ',
  ]);
  assert.deepEqual(print(['a', 'd']), ['open ', 'whole a', 'whole c', 'whole d', 'close ']);
});

test('searching finds names and decoded values in the order they stand', () => {
  const text = '{"Action":"s3:Get\\u004fbject","x":{"action":null},"y":["ACTION",3]}';
  const root = parse(text);
  assert.deepEqual(
    findNodes(text, root, 'action').map(({ path }) => path),
    ['Action', 'x.action', 'y[0]'],
  );
  assert.deepEqual(
    findNodes(text, root, 'getobject').map(({ path }) => path),
    ['Action'],
  );
  assert.deepEqual(findNodes(text, root, ''), []);
  const [, hidden] = findNodes(text, root, 'action');
  assert.ok(hidden);
  assert.deepEqual(ancestorsOf(hidden), ['x', '']);
});

test('what is no JSON is not taken for it', () => {
  for (const text of ['', '{', '[1', '{"a":1}}', '{"a":1} x', 'nope', '{1:2}', '"open', ']'])
    assert.equal(parseJson(text), undefined, text);
});

test('a text nested very deep costs no stack and little memory', () => {
  const deep = 50_000;
  const root = parse('[{"k":'.repeat(deep) + '1' + '}]'.repeat(deep));
  assert.equal(nodesOf(root).length, deep * 2 + 1);
  assert.equal(linesOf(root, new Set([''])).length, 1);
});

test('the tree of any JSON is that JSON', () => {
  const rebuild = (text: string, node: JsonNode): unknown => {
    if (node.kind === 'array') return node.children.map((child) => rebuild(text, child));
    if (node.kind === 'object') return Object.fromEntries(node.children.map((child) => [child.key, rebuild(text, child)]));
    return JSON.parse(text.slice(node.from, node.to));
  };
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
      const value: unknown = JSON.parse(text);
      const written = JSON.stringify(value, null, indent);
      assert.deepEqual(JSON.stringify(rebuild(written, parse(written))), JSON.stringify(value));
    }),
  );
});

test('a long value is written on lines of its own, a cut one as it is', () => {
  const value = '[{"ipProtocol":"tcp","fromPort":12345678901234567890,"toPort":22,"ranges":[]}]';
  assert.equal(
    indented(value),
    [
      '[',
      '  {',
      '    "ipProtocol": "tcp",',
      '    "fromPort": 12345678901234567890,',
      '    "toPort": 22,',
      '    "ranges": []',
      '  }',
      ']',
    ].join('\n'),
  );
  assert.equal(indented(value.slice(0, -5)), value.slice(0, -5));
  assert.equal(indented('[1]'), '[1]');
});
