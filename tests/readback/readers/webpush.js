// Has npm's web-push sign with each VAPID pair of the arguments, public and private key in turn, and checks
// the signature with the public key. Prints how many pairs were good.
const crypto = require('crypto')
const webpush = require('web-push')
const keys = process.argv.slice(2)
let good = 0
for (let at = 0; at < keys.length; at += 2) {
  const [publicKey, privateKey] = keys.slice(at, at + 2)
  const { Authorization } = webpush.getVapidHeaders(
    'https://push.example.org', 'mailto:a@example.org', publicKey, privateKey, 'aes128gcm')
  const [token, shown] = /^vapid t=(.+), k=(.+)$/.exec(Authorization).slice(1)
  const [header, claims, signature] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const key = crypto.createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url')
    }
  })
  const signed = Buffer.from(`${header}.${claims}`)
  const bytes = Buffer.from(signature, 'base64url')
  if (shown !== publicKey || !crypto.verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes)) {
    throw new Error(`pair ${at / 2} is none`)
  }
  good += 1
}
console.log(good)
