//! Official vectors of BLAKE3 and `BLAKE2b`.

use crate::hex;
use crate::subtrees::by_subtrees;
use latchkey::engine::digest::subtree::SUBTREE_LEN;
use latchkey::engine::digest::{Algorithm, digest};

/// `test_vectors.json` of the BLAKE3 repository: inputs of these lengths repeat the bytes 0 to 250; the
/// first 32 bytes of the output in mode `hash`.
const BLAKE3: [(usize, &str); 22] = [
    (
        0,
        "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    ),
    (
        1,
        "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
    ),
    (
        1_023,
        "10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
    ),
    (
        1_024,
        "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
    ),
    (
        1_025,
        "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
    ),
    (
        2_048,
        "e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a",
    ),
    (
        2_049,
        "5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030",
    ),
    (
        3_072,
        "b98cb0ff3623be03326b373de6b9095218513e64f1ee2edd2525c7ad1e5cffd2",
    ),
    (
        3_073,
        "7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd3",
    ),
    (
        4_096,
        "015094013f57a5277b59d8475c0501042c0b642e531b0a1c8f58d2163229e969",
    ),
    (
        4_097,
        "9b4052b38f1c5fc8b1f9ff7ac7b27cd242487b3d890d15c96a1c25b8aa0fb995",
    ),
    (
        5_120,
        "9cadc15fed8b5d854562b26a9536d9707cadeda9b143978f319ab34230535833",
    ),
    (
        5_121,
        "628bd2cb2004694adaab7bbd778a25df25c47b9d4155a55f8fbd79f2fe154cff",
    ),
    (
        6_144,
        "3e2e5b74e048f3add6d21faab3f83aa44d3b2278afb83b80b3c35164ebeca205",
    ),
    (
        6_145,
        "f1323a8631446cc50536a9f705ee5cb619424d46887f3c376c695b70e0f0507f",
    ),
    (
        7_168,
        "61da957ec2499a95d6b8023e2b0e604ec7f6b50e80a9678b89d2628e99ada77a",
    ),
    (
        7_169,
        "a003fc7a51754a9b3c7fae0367ab3d782dccf28855a03d435f8cfe74605e7817",
    ),
    (
        8_192,
        "aae792484c8efe4f19e2ca7d371d8c467ffb10748d8a5a1ae579948f718a2a63",
    ),
    (
        8_193,
        "bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b",
    ),
    (
        16_384,
        "f875d6646de28985646f34ee13be9a576fd515f76b5b0a26bb324735041ddde4",
    ),
    (
        31_744,
        "62b6960e1a44bcc1eb1a611a8d6235b6b4b78f32e7abc4fb4c6cdcce94895c47",
    ),
    (
        102_400,
        "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085",
    ),
];

#[test]
fn blake3_gives_the_official_digests() {
    for (len, expected) in BLAKE3 {
        let message: Vec<u8> = (0..251).cycle().take(len).collect();
        assert_eq!(
            hex(&digest(Algorithm::Blake3, &message)),
            expected,
            "{len} bytes"
        );
    }
}

#[test]
fn blake3_gives_the_official_digests_by_subtrees_that_are_hashed_apart() {
    for (len, expected) in BLAKE3 {
        let message: Vec<u8> = (0..251).cycle().take(len).collect();
        for cut in [1_024, 2_048, 4_096, 65_536] {
            let joined = by_subtrees(&message, cut).as_ref().map(hex);
            let expected = (len > cut).then_some(expected);
            assert_eq!(joined.as_deref(), expected, "{len} bytes, cut at {cut}");
        }
    }
}

#[test]
fn blake3_by_the_subtrees_of_a_large_file_is_that_of_the_whole() {
    let cut = SUBTREE_LEN as usize;
    let message: Vec<u8> = (0..251).cycle().take(4 * cut + 1).collect();
    for len in [2 * cut - 1, 2 * cut, 3 * cut, 4 * cut, 4 * cut + 1] {
        let whole = digest(Algorithm::Blake3, &message[..len]);
        assert_eq!(by_subtrees(&message[..len], cut), Some(whole), "{len}");
    }
}

/// `blake2-kat.json` of the BLAKE2 repository, mode `blake2b` without a key: inputs of these lengths count
/// up from 0; and RFC 7693, appendix A. `referees_hash` compares every length.
#[test]
fn blake2b_gives_the_official_digests() {
    let table = [
        (
            0,
            "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419\
            d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce",
        ),
        (
            1,
            "2fa3f686df876995167e7c2e5d74c4c7b6e48f8068fe0e44208344d480f7904c\
            36963e44115fe3eb2a3ac8694c28bcb4f5a0f3276f2e79487d8219057a506e4b",
        ),
        (
            2,
            "1c08798dc641aba9dee435e22519a4729a09b2bfe0ff00ef2dcd8ed6f8a07d15\
            eaf4aee52bbf18ab5608a6190f70b90486c8a7d4873710b1115d3debbb4327b5",
        ),
        (
            10,
            "29102511d749db3cc9b4e335fa1f5e8faca8421d558f6a3f3321d50d044a248b\
            a595cfc3efd3d2adc97334da732413f5cbf4751c362ba1d53862ac1e8dabeee8",
        ),
    ];
    for (len, expected) in table {
        let message: Vec<u8> = (0..len).collect();
        assert_eq!(
            hex(&digest(Algorithm::Blake2b512, &message)),
            expected,
            "{len} bytes"
        );
    }
    let expected = "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1\
                    7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923";
    assert_eq!(hex(&digest(Algorithm::Blake2b512, b"abc")), expected);
}
