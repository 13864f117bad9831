/**
 * `ap_int.h` stand-in: arbitrary-width integers for a plain C++ compiler, in exact two's complement. It holds
 * the part of the type's interface that the generated code uses; result widths follow AMD's UG1399, "Arbitrary
 * Precision Integer Library" (sum: one bit more than the wider operand, product: sum of the widths).
 */
export const AP_INT_H = String.raw`// ap_int.h: arbitrary-width integers for a plain C++ compiler, in exact two's complement.
//
// A small stand-in, so that "make csim" needs no FPGA tool. The tools bring their own ap_int.h; so does
// "make csim AP_TYPES=<folder>". Left out: division, streaming to text, fixed point.
// SPDX-License-Identifier: Apache-2.0
#ifndef BITSCAPE_AP_INT_H
#define BITSCAPE_AP_INT_H

#include <limits>
#include <type_traits>

namespace ap {

typedef long long s64;
typedef unsigned long long u64;

constexpr int larger(int a, int b) { return a > b ? a : b; }

template <int W, bool S> struct range_of;
template <int W, bool S> struct bit_of;

// W bits in 64-bit words, least significant first. Bits above W repeat the sign (S) or are zero.
template <int W, bool S>
struct base {
  static_assert(W > 0, "an ap_int needs at least one bit");
  enum { width = W, words = (W + 63) / 64 };
  typedef typename std::conditional<S, s64, u64>::type native;

  u64 w[words];

  base() : w() {}

  template <class T, class = typename std::enable_if<std::is_integral<T>::value>::type>
  base(T value) : w() {
    w[0] = static_cast<u64>(value);
    for (int i = 1; i < words; i++) w[i] = value < T(0) ? ~u64(0) : 0;
    wrap();
  }

  template <int W2, bool S2>
  base(const base<W2, S2> &other) : w() {
    for (int i = 0; i < words; i++) w[i] = other.word(i);
    wrap();
  }

  template <int W2, bool S2>
  base(const range_of<W2, S2> &range) : w() { *this = range.value(); }

  // Digits with an optional prefix 0x or 0b and sign.
  base(const char *text, signed char radix = 10) : w() {
    const bool negative = *text == '-';
    if (*text == '-' || *text == '+') text++;
    if (text[0] == '0' && ((text[1] == 'x' && radix == 16) || (text[1] == 'b' && radix == 2))) text += 2;
    for (; *text; text++) times_plus(static_cast<u64>(radix), digit(*text));
    if (negative) {
      u64 carry = 1;
      for (int i = 0; i < words; i++) {
        w[i] = ~w[i] + carry;
        carry = carry && w[i] == 0;
      }
    }
    wrap();
  }

  // Word i of the value extended without end.
  u64 word(int i) const { return i < words ? w[i] : fill(); }
  u64 fill() const { return S && (w[words - 1] >> 63) ? ~u64(0) : 0; }

  // Restores the rule for the bits above W.
  void wrap() {
    if (W % 64 == 0) return;
    const u64 above = ~u64(0) << (W % 64);
    const bool negative = S && (w[words - 1] >> ((W - 1) % 64) & 1);
    w[words - 1] = negative ? w[words - 1] | above : w[words - 1] & ~above;
  }

  operator native() const { return static_cast<native>(w[0]); }
  int to_int() const { return static_cast<int>(w[0]); }
  unsigned to_uint() const { return static_cast<unsigned>(w[0]); }
  s64 to_int64() const { return static_cast<s64>(w[0]); }
  u64 to_uint64() const { return w[0]; }
  int length() const { return W; }

  bool test(int i) const { return w[i / 64] >> (i % 64) & 1; }
  bool operator[](int i) const { return test(i); }
  bit_of<W, S> operator[](int i) { return bit_of<W, S>{*this, i}; }
  range_of<W, S> range(int high, int low) const {
    return range_of<W, S>(const_cast<base &>(*this), high, low);
  }
  range_of<W, S> operator()(int high, int low) const { return range(high, low); }

  base operator~() const {
    base result;
    for (int i = 0; i < words; i++) result.w[i] = ~w[i];
    result.wrap();
    return result;
  }
  bool operator!() const {
    for (int i = 0; i < words; i++) if (w[i]) return false;
    return true;
  }

  base operator<<(int n) const {
    if (n < 0) return *this >> -n;
    base result;
    for (int i = words - 1; i >= n / 64; i--) {
      const int from = i - n / 64;
      result.w[i] = w[from] << (n % 64);
      if (n % 64 && from) result.w[i] |= w[from - 1] >> (64 - n % 64);
    }
    result.wrap();
    return result;
  }
  base operator>>(int n) const {
    if (n < 0) return *this << -n;
    base result;
    for (int i = 0; i < words; i++) {
      result.w[i] = word(i + n / 64) >> (n % 64);
      if (n % 64) result.w[i] |= word(i + n / 64 + 1) << (64 - n % 64);
    }
    result.wrap();
    return result;
  }

  template <class T> base &operator+=(const T &b) { return *this = base(*this + b); }
  template <class T> base &operator-=(const T &b) { return *this = base(*this - b); }
  template <class T> base &operator*=(const T &b) { return *this = base(*this * b); }
  template <class T> base &operator&=(const T &b) { return *this = base(*this & b); }
  template <class T> base &operator|=(const T &b) { return *this = base(*this | b); }
  template <class T> base &operator^=(const T &b) { return *this = base(*this ^ b); }
  base &operator<<=(int n) { return *this = *this << n; }
  base &operator>>=(int n) { return *this = *this >> n; }
  base &operator++() { return *this += 1; }
  base &operator--() { return *this -= 1; }
  base operator++(int) { base before(*this); ++*this; return before; }
  base operator--(int) { base before(*this); --*this; return before; }

 private:
  static u64 digit(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

  // value = value * factor + addend, both below 2^32.
  void times_plus(u64 factor, u64 carry) {
    for (int i = 0; i < words; i++) {
      const u64 low = (w[i] & 0xffffffff) * factor + carry;
      const u64 high = (w[i] >> 32) * factor + (low >> 32);
      w[i] = high << 32 | (low & 0xffffffff);
      carry = high >> 32;
    }
  }
};

// Bits high..low of a variable: reads as an unsigned number of that many bits, writes in place.
template <int W, bool S>
struct range_of {
  base<W, S> &of;
  int high, low;

  range_of(base<W, S> &variable, int high_bit, int low_bit) : of(variable), high(high_bit), low(low_bit) {}

  base<W, false> value() const {
    const int bits = high - low + 1;
    base<W, false> result(base<W, false>(of) >> low);
    for (int i = 0; i < base<W, S>::words; i++) {
      if (bits <= i * 64) result.w[i] = 0;
      else if (bits < i * 64 + 64) result.w[i] &= ~(~u64(0) << (bits - i * 64));
    }
    return result;
  }
  operator u64() const { return to_uint64(); }
  u64 to_uint64() const {
    const int bits = high - low + 1;
    u64 field = of.w[low / 64] >> (low % 64);
    if (low % 64 && low / 64 + 1 < base<W, S>::words) field |= of.w[low / 64 + 1] << (64 - low % 64);
    return bits < 64 ? field & ~(~u64(0) << bits) : field;
  }
  unsigned to_uint() const { return static_cast<unsigned>(to_uint64()); }
  int to_int() const { return static_cast<int>(to_uint64()); }

  template <class T>
  range_of &operator=(const T &source) {
    const base<W, false> value(source);
    const int bits = high - low + 1;
    for (int i = 0; i * 64 < bits; i++) put(low + i * 64, bits - i * 64, value.w[i]);
    of.wrap();
    return *this;
  }
  range_of &operator=(const range_of &source) { return *this = source.value(); }

 private:
  // Writes the low "bits" bits (at most 64) of a word at a bit position.
  void put(int at, int bits, u64 word) {
    const u64 mask = bits < 64 ? ~(~u64(0) << bits) : ~u64(0);
    const int i = at / 64;
    const int shift = at % 64;
    of.w[i] = (of.w[i] & ~(mask << shift)) | (word & mask) << shift;
    if (shift == 0 || shift + bits <= 64 || i + 1 == base<W, S>::words) return;
    of.w[i + 1] = (of.w[i + 1] & ~(mask >> (64 - shift))) | (word & mask) >> (64 - shift);
  }
};

// One bit of a variable.
template <int W, bool S>
struct bit_of {
  base<W, S> &of;
  int index;

  operator bool() const { return of.test(index); }
  bit_of &operator=(bool value) {
    of.range(index, index) = value;
    return *this;
  }
  bit_of &operator=(const bit_of &source) { return *this = bool(source); }
};

// Widths and signs of results, from those of the operands.
template <int W1, bool S1, int W2, bool S2>
struct result {
  enum { wide = larger(W1 + (S2 && !S1), W2 + (S1 && !S2)) };
  typedef base<wide + 1, S1 || S2> sum;
  typedef base<wide + 1, true> difference;
  typedef base<W1 + W2, S1 || S2> product;
  typedef base<wide, S1 || S2> logic;
};

#define AP_OPERANDS template <int W1, bool S1, int W2, bool S2>
#define AP_RESULT(kind) typename result<W1, S1, W2, S2>::kind

AP_OPERANDS AP_RESULT(sum) operator+(const base<W1, S1> &a, const base<W2, S2> &b) {
  AP_RESULT(sum) r;
  u64 carry = 0;
  for (int i = 0; i < r.words; i++) {
    const u64 partial = a.word(i) + carry;
    r.w[i] = partial + b.word(i);
    carry = (partial < carry) | (r.w[i] < partial);
  }
  r.wrap();
  return r;
}

AP_OPERANDS AP_RESULT(difference) operator-(const base<W1, S1> &a, const base<W2, S2> &b) {
  AP_RESULT(difference) r;
  u64 borrow = 0;
  for (int i = 0; i < r.words; i++) {
    const u64 partial = a.word(i) - b.word(i);
    r.w[i] = partial - borrow;
    borrow = (a.word(i) < b.word(i)) | (partial < borrow);
  }
  r.wrap();
  return r;
}

// Schoolbook product of 32-bit halves, modulo the width of the result.
AP_OPERANDS AP_RESULT(product) operator*(const base<W1, S1> &a, const base<W2, S2> &b) {
  AP_RESULT(product) r;
  if (r.words == 1) {
    r.w[0] = a.w[0] * b.w[0];
  } else {
    enum { halves = 2 * ((W1 + W2 + 63) / 64) };
    unsigned sum[halves] = {};
    for (int i = 0; i < halves; i++) {
      const u64 x = a.word(i / 2) >> (i % 2 * 32) & 0xffffffff;
      u64 carry = 0;
      for (int j = 0; i + j < halves; j++) {
        carry += x * (b.word(j / 2) >> (j % 2 * 32) & 0xffffffff) + sum[i + j];
        sum[i + j] = static_cast<unsigned>(carry);
        carry >>= 32;
      }
    }
    for (int i = 0; i < r.words; i++) r.w[i] = u64(sum[2 * i + 1]) << 32 | sum[2 * i];
  }
  r.wrap();
  return r;
}

// -1, 0 or 1 as a is less than, equal to or greater than b.
AP_OPERANDS int compare(const base<W1, S1> &a, const base<W2, S2> &b) {
  const int top = larger(a.words, b.words);
  const s64 signs = static_cast<s64>(a.fill()) - static_cast<s64>(b.fill());
  if (signs) return signs < 0 ? -1 : 1;
  for (int i = top - 1; i >= 0; i--) {
    if (a.word(i) != b.word(i)) return a.word(i) < b.word(i) ? -1 : 1;
  }
  return 0;
}

#define AP_LOGIC(op)                                                                          \
  AP_OPERANDS AP_RESULT(logic) operator op(const base<W1, S1> &a, const base<W2, S2> &b) {    \
    AP_RESULT(logic) r;                                                                       \
    for (int i = 0; i < r.words; i++) r.w[i] = a.word(i) op b.word(i);                        \
    r.wrap();                                                                                 \
    return r;                                                                                 \
  }
AP_LOGIC(&)
AP_LOGIC(|)
AP_LOGIC(^)

#define AP_COMPARE(op)                                                                        \
  AP_OPERANDS bool operator op(const base<W1, S1> &a, const base<W2, S2> &b) {                \
    return compare(a, b) op 0;                                                                \
  }
AP_COMPARE(==)
AP_COMPARE(!=)
AP_COMPARE(<)
AP_COMPARE(<=)
AP_COMPARE(>)
AP_COMPARE(>=)

template <int W, bool S>
base<W + 1, true> operator-(const base<W, S> &a) { return base<1, false>(0) - a; }

// A C++ integer beside an ap_int counts as an ap_int of its own width.
template <class T>
struct native_of {
  enum { bits = std::numeric_limits<T>::digits + std::numeric_limits<T>::is_signed };
  typedef base<bits, std::numeric_limits<T>::is_signed> type;
};

#define AP_IF_INTEGER(T) typename std::enable_if<std::is_integral<T>::value, int>::type = 0
#define AP_MIXED(op)                                                                          \
  template <int W, bool S, class T, AP_IF_INTEGER(T)>                                         \
  auto operator op(const base<W, S> &a, T b)->decltype(a op typename native_of<T>::type(b)) { \
    return a op typename native_of<T>::type(b);                                               \
  }                                                                                           \
  template <int W, bool S, class T, AP_IF_INTEGER(T)>                                         \
  auto operator op(T a, const base<W, S> &b)->decltype(typename native_of<T>::type(a) op b) { \
    return typename native_of<T>::type(a) op b;                                               \
  }
AP_MIXED(+)
AP_MIXED(-)
AP_MIXED(*)
AP_MIXED(&)
AP_MIXED(|)
AP_MIXED(^)
AP_MIXED(==)
AP_MIXED(!=)
AP_MIXED(<)
AP_MIXED(<=)
AP_MIXED(>)
AP_MIXED(>=)

#undef AP_OPERANDS
#undef AP_RESULT
#undef AP_LOGIC
#undef AP_COMPARE
#undef AP_IF_INTEGER
#undef AP_MIXED

}  // namespace ap

template <int W>
struct ap_int : ap::base<W, true> {
  using ap::base<W, true>::base;
  ap_int() = default;
  template <int W2, bool S2> ap_int(const ap::base<W2, S2> &other) : ap::base<W, true>(other) {}
};

template <int W>
struct ap_uint : ap::base<W, false> {
  using ap::base<W, false>::base;
  ap_uint() = default;
  template <int W2, bool S2> ap_uint(const ap::base<W2, S2> &other) : ap::base<W, false>(other) {}
};

#endif
`;
