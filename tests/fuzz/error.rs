#![no_main]

mod oracle;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = why401::input::text_from_bytes(bytes);
    oracle::error(&text);
});
