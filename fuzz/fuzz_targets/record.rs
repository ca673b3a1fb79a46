#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| reprisal_fuzz::run("record", data));
