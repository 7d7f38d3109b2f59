#![no_main]

mod oracle;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = why401::input::text_from_bytes(bytes);
    let mut parts = text.splitn(3, "\0");
    let mut part = || parts.next().unwrap_or_default();
    oracle::whole(part(), part(), part());
});
