//! Scripts that break the browser before the page's own script runs, one fault each.

/// The browser's crypto RNG throws.
pub const RANDOM_THROWS: &str = "Crypto.prototype.getRandomValues = () => { throw new DOMException('no entropy', 'OperationError'); };";

/// `getRandomValues` is missing.
pub const RANDOM_MISSING: &str = "delete Crypto.prototype.getRandomValues;";

/// `crypto` is missing.
pub const CRYPTO_MISSING: &str = "delete window.crypto;";

/// The RNG leaves every array as it is.
pub const RANDOM_DOES_NOTHING: &str = "Crypto.prototype.getRandomValues = (array) => array;";

/// The RNG returns zeros.
pub const RANDOM_ZERO: &str = "Crypto.prototype.getRandomValues = (array) => array.fill(0);";

/// The RNG returns one byte again and again.
pub const RANDOM_CONSTANT: &str = "Crypto.prototype.getRandomValues = (array) => {
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(0xa5);
    return array;
};";

/// The RNG returns the same bytes, which look random, at every call.
pub const RANDOM_REPEATS: &str = "Crypto.prototype.getRandomValues = (array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    bytes.forEach((_, i) => bytes[i] = Math.imul(i + 1, 0x9e3779b1) >>> 13);
    return array;
};";

/// The RNG fills the first half of every array.
pub const RANDOM_HALF: &str = "{
    const real = Crypto.prototype.getRandomValues;
    Crypto.prototype.getRandomValues = function (array) {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        real.call(this, bytes.subarray(0, bytes.length >> 1));
        return array;
    };
}";

/// The RNG counts in three bytes and leaves the rest as it is.
pub const RANDOM_COUNTS: &str = "{
    let count = 0;
    Crypto.prototype.getRandomValues = (array) => {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        count += 1;
        bytes.set([count, count >> 8, count >> 16]);
        return array;
    };
}";

/// The RNG returns the same two arrays in turn.
pub const RANDOM_TAKES_TURNS: &str = "{
    const real = Crypto.prototype.getRandomValues, kept = [];
    let count = 0;
    Crypto.prototype.getRandomValues = function (array) {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        const turn = count++ % 2;
        kept[turn] ??= real.call(this, new Uint8Array(65536));
        bytes.set(kept[turn].subarray(0, bytes.length));
        return array;
    };
}";

/// The RNG returns 16 bytes of each call again and again.
pub const RANDOM_HAS_A_PERIOD: &str = "{
    const real = Crypto.prototype.getRandomValues;
    Crypto.prototype.getRandomValues = function (array) {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        const block = real.call(this, new Uint8Array(16));
        bytes.forEach((_, i) => bytes[i] = block[i % 16]);
        return array;
    };
}";

/// The RNG returns bytes of 0 and 1.
pub const RANDOM_BITS: &str = "{
    const real = Crypto.prototype.getRandomValues;
    Crypto.prototype.getRandomValues = function (array) {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        real.call(this, bytes);
        bytes.forEach((byte, i) => bytes[i] = byte & 1);
        return array;
    };
}";

/// The RNG returns a sequence that looks random, and the same one in every worker.
pub const RANDOM_STARTS_OVER: &str = "{
    let state = 1;
    Crypto.prototype.getRandomValues = (array) => {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        bytes.forEach((_, i) => {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
            bytes[i] = state >>> 24;
        });
        return array;
    };
}";

/// There is no Clipboard API, as on plain HTTP from another host.
pub const CLIPBOARD_MISSING: &str = "delete Navigator.prototype.clipboard;";

/// The browser refuses to write to the clipboard.
pub const CLIPBOARD_REFUSES: &str = "Clipboard.prototype.writeText = () =>
    Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'));";

/// The browser never says whether it wrote to the clipboard.
pub const CLIPBOARD_IS_SILENT: &str =
    "Clipboard.prototype.writeText = () => new Promise(() => {});";

/// Writing to the clipboard throws at once.
pub const CLIPBOARD_THROWS: &str =
    "Clipboard.prototype.writeText = () => { throw new TypeError('Illegal invocation'); };";

/// Even asking for the clipboard throws.
pub const CLIPBOARD_IS_BARRED: &str = "Object.defineProperty(Navigator.prototype, 'clipboard', { get() { throw new TypeError('barred'); } });";

/// Writing to the clipboard returns nothing.
pub const CLIPBOARD_PROMISES_NOTHING: &str = "Clipboard.prototype.writeText = () => undefined;";

/// `execCommand` reports that it copied nothing.
pub const COPY_COMMAND_REFUSES: &str = "Document.prototype.execCommand = () => false;";

/// The browser has no WebAssembly.
pub const WEBASSEMBLY_MISSING: &str = "delete window.WebAssembly;";

/// The browser does not support SIMD in WebAssembly.
pub const SIMD_MISSING: &str = "WebAssembly.validate = () => false;";

/// The person asked the browser to save data.
pub const SAVES_DATA: &str = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });";

/// A browser without workers.
pub const WORKERS_MISSING: &str = "delete window.Worker;";

/// A browser that refuses to construct a worker.
pub const WORKERS_THROW: &str =
    "window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } };";

/// A policy beside the page's own, as of a server or an extension, allows no worker.
pub const WORKERS_BARRED: &str = "addEventListener('DOMContentLoaded', () => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = \"worker-src 'none'\";
    document.head.append(policy);
});";

/// The browser gives no cryptography of its own, as over plain HTTP from another host.
pub const SUBTLE_MISSING: &str = "delete Crypto.prototype.subtle;";

/// A browser that does not tell which requests were made.
pub const TIMING_MISSING: &str = "delete window.PerformanceObserver;";

/// A program with one wrong constant of SHA-256 (FIPS 180-4, 4.2.2), as a broken browser might compute it.
pub const SHA_IS_WRONG: &str = "{
    const K = [0x98, 0x2f, 0x8a, 0x42, 0x91, 0x44, 0x37, 0x71];
    WebAssembly.instantiateStreaming = async (response, imports) => {
        const bytes = new Uint8Array(await (await response).arrayBuffer());
        const at = bytes.findIndex((_, place) => K.every((byte, offset) => bytes[place + offset] === byte));
        window.__changed = at > 0;
        bytes[at] ^= 1;
        return WebAssembly.instantiate(bytes, imports);
    };
}";
