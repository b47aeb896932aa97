//! Overwriting what a computation leaves on the stack.
//!
//! A buffer that is overwritten when it is dropped still leaves copies where it was moved from, and a hash function
//! copies its input block by block into its own frame. Such frames are below the caller's and stay as they were until
//! the next call that is as deep.
//!
//! Does not promise anything about registers, nor about the frames of the caller and above: these must hold secrets by
//! reference only.

use zeroize::Zeroize as _;

/// How much of the stack is overwritten, in words of eight bytes: minting and hashing reach 5 kB deep.
const WORDS: usize = 2048;

/// Does `work`, then overwrites the stack that it used, down to 16 KiB below the caller.
#[inline(never)]
pub fn overwritten<T>(work: impl FnOnce() -> T) -> T {
    let done = apart(work);
    overwrite();
    done
}

/// Calls `work` in a frame of its own, below that of the caller.
#[inline(never)]
fn apart<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Overwrites the stack below the caller's frame.
#[inline(never)]
pub fn overwrite() {
    let mut area = [0_u64; WORDS];
    // Keeps the writes from being optimised out: nothing reads the area.
    area.zeroize();
    std::hint::black_box(&mut area);
}
