// Makes the key files of test/keys/vectors with OpenSSL and ssh-keygen, and the table that says what each should be read as.
// The keys are for tests alone: they are made anew at each run, and none of them is used for anything else.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {projectRoot} from './project-root.mjs';

const passphrase = 'pässwort 1';
const target = join(projectRoot, 'test/keys/vectors');
const folder = mkdtempSync(join(tmpdir(), 'key-vectors-'));
const run = command =>
	execFileSync('sh', ['-c', command], {
		cwd: folder,
		env: {...process.env, PASSPHRASE: passphrase},
		stdio: ['ignore', 'pipe', 'ignore'],
	}).toString();

const made = [
	['rsa', 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem'],
	['p256', 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p256.pem'],
	['p521', 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out p521.pem'],
];

/** What OpenSSL itself prints of a key: the modulus, or the point, in hexadecimal. */
const printed = key => {
	const text = run(`openssl pkey -in ${key}.pem -noout -text_pub`);
	const hex = /(?:Modulus|pub):\n((?:\s+[\da-f:]+\n)+)/u.exec(text)?.[1] ?? '';
	return hex.replaceAll(/[\s:]/gu, '').replace(/^00/u, '');
};

const rows = [];
/** A file, the command that makes it, and what it must be read as where a public and where a private key is asked for. */
const vector = (file, command, expected) => {
	run(command);
	rows.push({file, command, ...expected});
	return file;
};

const isPublic = key => ({key, publicKey: 'read', privateKey: 'public-key'});
const isPrivate = (key, more = {}) => ({key, publicKey: 'half', privateKey: 'opened', ...more});
const isLocked = (key, more = {}) => ({
	key,
	publicKey: 'private-key',
	privateKey: 'opened',
	passphrase,
	...more,
});
const refused = (publicKey, privateKey = publicKey) => ({publicKey, privateKey});

for (const [key, command] of made) {
	const isRsa = key === 'rsa';
	const old = isRsa ? 'rsa' : 'ec';
	const x = suffix => `${key}-${suffix}`;
	vector(`${key}.pem`, command, isPrivate(key));
	const inKey = `-in ${key}.pem`;
	const locked = '-passout env:PASSPHRASE';
	vector(x('spki.pem'), `openssl pkey ${inKey} -pubout -out ${x('spki.pem')}`, isPublic(key));
	vector(x('spki.der'), `openssl pkey ${inKey} -pubout -outform DER -out ${x('spki.der')}`, isPublic(key));
	vector(x('base64.txt'), `openssl base64 -in ${x('spki.der')} -out ${x('base64.txt')}`, isPublic(key));
	vector(
		x('one-line.txt'),
		`openssl base64 -A -in ${x('spki.der')} -out ${x('one-line.txt')}`,
		isPublic(key),
	);
	vector(x('windows.pem'), `sed 's/$/\\r/' ${x('spki.pem')} > ${x('windows.pem')}`, isPublic(key));
	vector(x('indented.pem'), `sed 's/^/    /' ${x('spki.pem')} > ${x('indented.pem')}`, isPublic(key));
	vector(x('utf16.pem'), `iconv -f UTF-8 -t UTF-16 ${x('spki.pem')} > ${x('utf16.pem')}`, isPublic(key));
	const subject = "-subj '/CN=machine user/O=Tests'";
	vector(
		x('certificate.pem'),
		`openssl req -x509 -new -key ${key}.pem ${subject} -days 1 -out ${x('certificate.pem')}`,
		isPublic(key),
	);
	const inCertificate = `openssl x509 -in ${x('certificate.pem')}`;
	vector(x('certificate.der'), `${inCertificate} -outform DER -out ${x('certificate.der')}`, isPublic(key));
	vector(x('certificate.txt'), `${inCertificate} -text -out ${x('certificate.txt')}`, isPublic(key));
	vector(
		x('trusted.pem'),
		`${inCertificate} -addtrust serverAuth -trustout -out ${x('trusted.pem')}`,
		isPublic(key),
	);
	vector(
		x('request.pem'),
		`openssl req -new -key ${key}.pem ${subject} -out ${x('request.pem')}`,
		isPublic(key),
	);
	vector(
		x('request.der'),
		`openssl req -in ${x('request.pem')} -outform DER -out ${x('request.der')}`,
		isPublic(key),
	);
	vector(x('ssh.pub'), `ssh-keygen -i -m PKCS8 -f ${x('spki.pem')} > ${x('ssh.pub')}`, isPublic(key));
	vector(
		x('rfc4716.txt'),
		`ssh-keygen -e -f ${x('ssh.pub')} | sed 's/ by [^ ]*@[^ ]* / /' > ${x('rfc4716.txt')}`,
		isPublic(key),
	);
	vector(
		x('ssh-pkcs8.pem'),
		`ssh-keygen -e -m PKCS8 -f ${x('ssh.pub')} > ${x('ssh-pkcs8.pem')}`,
		isPublic(key),
	);
	vector(
		x('pkcs7.pem'),
		`openssl crl2pkcs7 -nocrl -certfile ${x('certificate.pem')} -out ${x('pkcs7.pem')}`,
		refused('other-form'),
	);
	vector(
		x('pkcs12.p12'),
		`openssl pkcs12 -export -in ${x('certificate.pem')} -inkey ${key}.pem ${locked} -out ${x('pkcs12.p12')}`,
		refused('other-form'),
	);
	if (isRsa) {
		vector(x('pkcs1.pem'), `openssl rsa ${inKey} -RSAPublicKey_out -out ${x('pkcs1.pem')}`, isPublic(key));
		vector(
			x('pkcs1.der'),
			`openssl rsa ${inKey} -RSAPublicKey_out -outform DER -out ${x('pkcs1.der')}`,
			isPublic(key),
		);
	} else {
		vector(
			x('compressed.pem'),
			`openssl ec ${inKey} -pubout -conv_form compressed -out ${x('compressed.pem')}`,
			isPublic(key),
		);
		const curve = key === 'p256' ? 'prime256v1' : 'secp521r1';
		const named = `{ openssl ecparam -name ${curve}; openssl ec ${inKey}; } > ${x('parameters.pem')}`;
		vector(x('parameters.pem'), named, isPrivate(key));
		vector(
			x('curve.pem'),
			`openssl ecparam -name ${curve} -out ${x('curve.pem')}`,
			refused('unsupported-key'),
		);
	}
	vector(x('pkcs8.der'), `openssl pkey ${inKey} -outform DER -out ${x('pkcs8.der')}`, isPrivate(key));
	vector(
		x('traditional.pem'),
		`openssl ${old} ${inKey} ${isRsa ? '-traditional' : ''} -out ${x('traditional.pem')}`,
		isPrivate(key),
	);
	vector(
		x('traditional.der'),
		`openssl pkey ${inKey} -traditional -outform DER -out ${x('traditional.der')}`,
		isPrivate(key),
	);
	for (const cipher of ['aes-256-cbc', 'aes-192-cbc', 'aes-128-cbc', 'des3']) {
		const file = x(`${cipher}.pem`);
		vector(file, `openssl pkcs8 -topk8 ${inKey} -v2 ${cipher} ${locked} -out ${file}`, isLocked(key));
	}
	for (const hash of ['SHA1', 'SHA512']) {
		const file = x(`hmac-${hash.toLowerCase()}.pem`);
		vector(
			file,
			`openssl pkcs8 -topk8 ${inKey} -v2 aes-256-cbc -v2prf hmacWith${hash} ${locked} -out ${file}`,
			isLocked(key),
		);
	}
	const encryptedDer = `openssl pkcs8 -topk8 ${inKey} -v2 aes-256-cbc -outform DER ${locked} -out ${x('encrypted.der')}`;
	vector(x('encrypted.der'), encryptedDer, isLocked(key));
	vector(
		x('scrypt.pem'),
		`openssl pkcs8 -topk8 ${inKey} -scrypt ${locked} -out ${x('scrypt.pem')}`,
		isLocked(key, {privateKey: 'unreadable'}),
	);
	vector(
		x('pbes1.pem'),
		`openssl pkcs8 -topk8 ${inKey} -v1 PBE-SHA1-3DES ${locked} -out ${x('pbes1.pem')}`,
		isLocked(key, {privateKey: 'unreadable'}),
	);
	for (const cipher of ['aes256', 'aes128', 'des3']) {
		const file = x(`old-${cipher}.pem`);
		vector(
			file,
			`openssl ${old} ${inKey} ${isRsa ? '-traditional' : ''} -${cipher} ${locked} -out ${file}`,
			isLocked(key),
		);
	}
	const openSsh = secret =>
		`cp ${key}.pem FILE && chmod 600 FILE && ssh-keygen -q -p -P '' -N "${secret}" -f FILE`;
	vector(
		x('openssh'),
		openSsh('').replaceAll('FILE', x('openssh')),
		isPrivate(key, {privateKey: 'other-form'}),
	);
	vector(
		x('openssh-locked'),
		openSsh('$PASSPHRASE').replaceAll('FILE', x('openssh-locked')),
		isPrivate(key, {privateKey: 'other-form'}),
	);
	const again = (form, secret) =>
		`cp ${x('openssh')} FILE && ssh-keygen -q -p -m ${form} -P '' -N "${secret}" -f FILE`;
	vector(x('ssh-p8'), again('PKCS8', '').replaceAll('FILE', x('ssh-p8')), isPrivate(key));
	vector(
		x('ssh-p8-locked'),
		again('PKCS8', '$PASSPHRASE').replaceAll('FILE', x('ssh-p8-locked')),
		isLocked(key),
	);
	vector(x('ssh-pem'), again('PEM', '').replaceAll('FILE', x('ssh-pem')), isPrivate(key));
	vector(
		x('ssh-pem-locked'),
		again('PEM', '$PASSPHRASE').replaceAll('FILE', x('ssh-pem-locked')),
		isLocked(key),
	);
}

const others = {
	ed25519: '-algorithm ED25519',
	ed448: '-algorithm ED448',
	x25519: '-algorithm X25519',
	p384: '-algorithm EC -pkeyopt ec_paramgen_curve:P-384',
	secp256k1: '-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1',
	sm2: '-algorithm EC -pkeyopt ec_paramgen_curve:SM2',
	explicit: '-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit',
	'rsa-pss': '-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048',
	'rsa-1024': '-algorithm RSA -pkeyopt rsa_keygen_bits:1024',
};
for (const [name, options] of Object.entries(others)) {
	vector(
		`${name}.pem`,
		`openssl genpkey ${options} -out ${name}.pem`,
		refused('private-key', 'unsupported-key'),
	);
	vector(
		`${name}-spki.pem`,
		`openssl pkey -in ${name}.pem -pubout -out ${name}-spki.pem`,
		refused('unsupported-key'),
	);
}
vector(
	'ed25519-ssh',
	"ssh-keygen -q -t ed25519 -N '' -C '' -f ed25519-ssh",
	refused('private-key', 'other-form'),
);
vector('ed25519-ssh.pub', 'test -f ed25519-ssh.pub', refused('unsupported-key'));
vector('p384-ssh.pub', 'ssh-keygen -i -m PKCS8 -f p384-spki.pem > p384-ssh.pub', refused('unsupported-key'));
vector('two.pem', 'cat rsa-spki.pem p256-spki.pem > two.pem', refused('other-form'));
vector('two-keys.pem', 'cat rsa.pem p256.pem > two-keys.pem', refused('private-key', 'other-form'));
vector('chain.pem', 'cat p256-certificate.pem rsa-certificate.pem > chain.pem', isPublic('p256'));

rmSync(target, {recursive: true, force: true});
mkdirSync(target, {recursive: true});
for (const {file} of rows) writeFileSync(join(target, file), readFileSync(join(folder, file)));
const tools = run('openssl version; ssh -V 2>&1').trim().split('\n');
const keys = Object.fromEntries(made.map(([key]) => [key, printed(key)]));
writeFileSync(
	join(target, 'table.json'),
	`${JSON.stringify({tools, keys, vectors: rows}, undefined, '\t')}\n`,
);
rmSync(folder, {recursive: true, force: true});
process.stdout.write(`${rows.length} files in ${target}\n`);
