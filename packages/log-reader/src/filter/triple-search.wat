(module
  ;; The next place, from $at on and before $end, where three bytes stand: the first there, the second
  ;; $far behind it, the third $farther, which is no less. A byte is compared with a bit added to it:
  ;; 32 makes letters of both cases one, 0 changes nothing. -1 if there is none.
  (memory (export "memory") 1)
  (func (export "find")
    (param $at i32) (param $end i32) (param $far i32) (param $farther i32)
    (param $first i32) (param $firstBit i32)
    (param $second i32) (param $secondBit i32)
    (param $third i32) (param $thirdBit i32)
    (result i32)
    (local $firsts v128) (local $firstBits v128)
    (local $seconds v128) (local $secondBits v128)
    (local $thirds v128) (local $thirdBits v128)
    (local $low v128) (local $high v128) (local $stop i32)
    (local.set $firsts (i8x16.splat (local.get $first)))
    (local.set $firstBits (i8x16.splat (local.get $firstBit)))
    (local.set $seconds (i8x16.splat (local.get $second)))
    (local.set $secondBits (i8x16.splat (local.get $secondBit)))
    (local.set $thirds (i8x16.splat (local.get $third)))
    (local.set $thirdBits (i8x16.splat (local.get $thirdBit)))
    (local.set $end (i32.sub (local.get $end) (local.get $farther)))
    ;; 32 places at a time, while there are as many.
    (local.set $stop (i32.sub (local.get $end) (i32.const 32)))
    (block $few
      (loop $places
        (br_if $few (i32.gt_s (local.get $at) (local.get $stop)))
        (local.set $low
          (v128.and
            (v128.and
              (i8x16.eq (v128.or (v128.load (local.get $at)) (local.get $firstBits)) (local.get $firsts))
              (i8x16.eq (v128.or (v128.load (i32.add (local.get $at) (local.get $far))) (local.get $secondBits)) (local.get $seconds)))
            (i8x16.eq (v128.or (v128.load (i32.add (local.get $at) (local.get $farther))) (local.get $thirdBits)) (local.get $thirds))))
        (local.set $high
          (v128.and
            (v128.and
              (i8x16.eq (v128.or (v128.load offset=16 (local.get $at)) (local.get $firstBits)) (local.get $firsts))
              (i8x16.eq (v128.or (v128.load offset=16 (i32.add (local.get $at) (local.get $far))) (local.get $secondBits)) (local.get $seconds)))
            (i8x16.eq (v128.or (v128.load offset=16 (i32.add (local.get $at) (local.get $farther))) (local.get $thirdBits)) (local.get $thirds))))
        (if (v128.any_true (v128.or (local.get $low) (local.get $high)))
          (then
            (return
              (i32.add
                (local.get $at)
                (i32.ctz
                  (i32.or
                    (i8x16.bitmask (local.get $low))
                    (i32.shl (i8x16.bitmask (local.get $high)) (i32.const 16))))))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br $places)))
    ;; The last ones one by one.
    (block $none
      (loop $rest
        (br_if $none (i32.ge_s (local.get $at) (local.get $end)))
        (if
          (i32.and
            (i32.and
              (i32.eq (i32.or (i32.load8_u (local.get $at)) (local.get $firstBit)) (local.get $first))
              (i32.eq (i32.or (i32.load8_u (i32.add (local.get $at) (local.get $far))) (local.get $secondBit)) (local.get $second)))
            (i32.eq (i32.or (i32.load8_u (i32.add (local.get $at) (local.get $farther))) (local.get $thirdBit)) (local.get $third)))
          (then (return (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $rest)))
    (i32.const -1)))
