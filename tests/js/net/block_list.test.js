import assert from 'node:assert';
import { once } from 'node:events';
import net from 'node:net';
import { inspect } from 'node:util';
import { test } from '../harness.js';

const { BlockList, SocketAddress } = net;

test('a socket address is checked and in its canonical form', () => {
  const address = new SocketAddress({ address: '0001::0', family: 'IPv6', port: 1, flowlabel: 5 });
  assert.deepEqual(address.toJSON(), { address: '1::', port: 1, family: 'ipv6', flowlabel: 5 });
  assert.equal(
    inspect(new SocketAddress()).replaceAll(/\s+/g, ' '),
    "SocketAddress { address: '127.0.0.1', port: 0, family: 'ipv4', flowlabel: 0 }",
  );
  assert.deepEqual(structuredClone(address).toJSON(), address.toJSON());
  assert.ok(SocketAddress.isSocketAddress(structuredClone(address)));
  assert.throws(() => new SocketAddress(1), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => new SocketAddress({ family: 'x' }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => new SocketAddress({ address: '::1' }), {
    code: 'ERR_INVALID_ADDRESS',
    message: 'Invalid socket address',
  });
  assert.throws(() => new SocketAddress({ address: '1.1.1.1\0' }), { code: 'ERR_INVALID_ADDRESS' });
  assert.throws(() => new SocketAddress({ port: 65536 }), { code: 'ERR_SOCKET_BAD_PORT' });
  assert.throws(() => new SocketAddress({ flowlabel: 2 ** 20 }), { code: 'ERR_OUT_OF_RANGE' });
});

test('a socket address is read from text', () => {
  const read = (text) => SocketAddress.parse(text)?.toJSON();
  assert.deepEqual(read('192.168.257:1'), { address: '192.168.1.1', port: 1, family: 'ipv4', flowlabel: 0 });
  assert.equal(read('1.2.3.4:80').port, 80);
  assert.equal(read('1.2.3.4:21').port, 21);
  assert.equal(read('[1::8]').address, '1::8');
  for (const text of ['', 'a', '259.1.1.1', '12:12:12', '1.2.3.4/x', 'u@1.2.3.4'])
    assert.equal(read(text), undefined, text);
});

test('a block list tells its rules, and takes them back', () => {
  const list = new BlockList();
  list.addAddress('1.1.1.1');
  list.addRange('10.0.0.1', new SocketAddress({ address: '10.0.0.10' }));
  list.addSubnet('8592:757c:efae:4e45::', 64, 'IpV6');
  const rules = ['Subnet: IPv6 8592:757c:efae:4e45::/64', 'Range: IPv4 10.0.0.1-10.0.0.10', 'Address: IPv4 1.1.1.1'];
  assert.deepEqual(list.rules, rules);
  const other = new BlockList();
  other.fromJSON(['no rule', ...JSON.parse(JSON.stringify(list))]);
  assert.deepEqual(other.rules, rules);
  assert.ok(other.check('::ffff:10.0.0.5', 'ipv6'));
  assert.ok(!other.check('nonsense'));
  assert.throws(() => other.fromJSON(['Address: IPv4 1.1.1.1', 1]), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => list.addRange('1.1.1.2', '1.1.1.1'), /ERR_INVALID_ARG_VALUE/);
  assert.throws(() => list.addSubnet('1.1.1.1', 33), { code: 'ERR_OUT_OF_RANGE' });
  assert.equal(inspect(list, { depth: -1 }), '[BlockList]');
});

test('the copy of a block list is the same list', () => {
  const list = new BlockList();
  const copy = structuredClone(list);
  assert.ok(BlockList.isBlockList(copy) && !BlockList.isBlockList({}));
  copy.addAddress('1.1.1.1');
  assert.ok(list.check('1.1.1.1'));
});

test('what is blocked is not connected with', async () => {
  const blockList = new BlockList();
  blockList.addAddress('127.0.0.1');
  const [error] = await once(net.connect({ port: 9, host: '127.0.0.1', blockList }), 'error').catch((error) => [error]);
  assert.equal(error.code, 'ERR_IP_BLOCKED');
  assert.throws(() => net.connect({ port: 9, blockList: {} }), { code: 'ERR_INVALID_ARG_TYPE' });

  const server = net.createServer({ blockList }, () => assert.fail('accepted')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await once(net.connect(server.address().port, '127.0.0.1'), 'close');
  server.close();
});
