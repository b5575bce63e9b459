#include "policy/rational.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <boost/multiprecision/cpp_int.hpp>

namespace select_model {

using boost::multiprecision::cpp_int;

namespace {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr int largest_exponent = 400;

cpp_int power_of_ten(int exponent) {
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

UnsignedWide gcd(UnsignedWide a, UnsignedWide b) {
  while (b != 0) {
    if (a <= std::numeric_limits<std::uint64_t>::max() && b <= std::numeric_limits<std::uint64_t>::max()) {
      return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    }
    const UnsignedWide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

cpp_int floor_divide(const cpp_int& a, const cpp_int& b) {  // b > 0
  cpp_int quotient = a / b;
  if (a % b < 0) --quotient;
  return quotient;
}

bool fits(const cpp_int& value) {
  return value <= std::numeric_limits<std::int64_t>::max() && value > smallest;
}

std::size_t bits_of(const cpp_int& value) {
  return value == 0 ? 1 : boost::multiprecision::msb(boost::multiprecision::abs(value)) + 1;
}

}  // namespace

struct Rational::Big {
  cpp_int numerator;
  cpp_int denominator;
};

/// The inside of a Rational for this file: it makes them from parts and takes them apart.
struct Arithmetic {
  using Big = Rational::Big;

  static bool is_small(const Rational& a) { return !a.big_; }
  static std::int64_t numerator(const Rational& a) { return a.numerator_; }
  static std::int64_t denominator(const Rational& a) { return a.denominator_; }
  static Big big(const Rational& a) { return a.big_ ? *a.big_ : Big{a.numerator_, a.denominator_}; }

  static Rational make(cpp_int numerator, cpp_int denominator) {
    const cpp_int divisor = boost::multiprecision::gcd(numerator, denominator);
    if (divisor > 1) {
      numerator /= divisor;
      denominator /= divisor;
    }
    if (denominator < 0) {
      numerator = -numerator;
      denominator = -denominator;
    }
    Rational result;
    if (fits(numerator) && fits(denominator)) {
      result.numerator_ = static_cast<std::int64_t>(numerator);
      result.denominator_ = static_cast<std::int64_t>(denominator);
    } else {
      result.big_ = std::make_shared<const Big>(Big{std::move(numerator), std::move(denominator)});
    }
    return result;
  }

  static cpp_int widen(Wide value) {
    const bool negative = value < 0;
    const auto magnitude = negative ? static_cast<UnsignedWide>(0) - static_cast<UnsignedWide>(value)
                                    : static_cast<UnsignedWide>(value);
    cpp_int result = static_cast<std::uint64_t>(magnitude >> 64);
    result = (result << 64) | static_cast<std::uint64_t>(magnitude);
    return negative ? cpp_int(-result) : result;
  }

  /// From parts below 2^127; the denominator is not zero.
  static Rational make(Wide numerator, Wide denominator) {
    if (denominator < 0) {
      numerator = -numerator;
      denominator = -denominator;
    }
    const auto magnitude = static_cast<UnsignedWide>(numerator < 0 ? -numerator : numerator);
    const auto divisor = static_cast<Wide>(gcd(magnitude, static_cast<UnsignedWide>(denominator)));
    if (divisor > 1) {
      numerator /= divisor;
      denominator /= divisor;
    }
    constexpr Wide limit = std::numeric_limits<std::int64_t>::max();
    if (numerator > limit || numerator < -limit || denominator > limit) {
      return make(widen(numerator), widen(denominator));
    }
    Rational result;
    result.numerator_ = static_cast<std::int64_t>(numerator);
    result.denominator_ = static_cast<std::int64_t>(denominator);
    return result;
  }

  /// num·den of both sides multiplied out; small parts cannot overflow 127 bits in a sum of two products of
  /// 63-bit numbers.
  static Rational add(const Rational& a, const Rational& b, int sign) {
    if (is_small(a) && is_small(b)) {
      const Wide left = static_cast<Wide>(a.numerator_) * b.denominator_;
      const Wide right = static_cast<Wide>(b.numerator_) * a.denominator_;
      return make(sign > 0 ? left + right : left - right, static_cast<Wide>(a.denominator_) * b.denominator_);
    }
    const Big x = big(a);
    const Big y = big(b);
    const cpp_int right = y.numerator * x.denominator;
    const cpp_int left = x.numerator * y.denominator;
    return make(sign > 0 ? cpp_int(left + right) : cpp_int(left - right),
                cpp_int(x.denominator * y.denominator));
  }
};

Rational Rational::fraction(std::int64_t numerator, std::int64_t denominator) {
  return Arithmetic::make(static_cast<Wide>(numerator), static_cast<Wide>(denominator));
}

Rational Rational::decimal(std::int64_t mantissa, int exponent) {
  if (exponent >= 0) return Arithmetic::make(cpp_int(mantissa) * power_of_ten(exponent), cpp_int(1));
  return Arithmetic::make(cpp_int(mantissa), power_of_ten(-exponent));
}

std::optional<Rational> Rational::parse(std::string_view text) {
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) ++at;
  cpp_int mantissa = 0;
  std::int64_t small = 0;
  int digits = 0;
  int exponent = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point && digits > 0) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    if (++digits > 1000) return std::nullopt;
    if (point) --exponent;
    if (digits <= 18) {
      small = small * 10 + (c - '0');
    } else {
      if (digits == 19) mantissa = small;
      mantissa = mantissa * 10 + (c - '0');
    }
  }
  if (digits == 0 || text[at - 1] == '.') return std::nullopt;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    const bool down = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (at == text.size()) return std::nullopt;
    int power = 0;
    for (; at < text.size(); ++at) {
      if (text[at] < '0' || text[at] > '9') return std::nullopt;
      power = power * 10 + (text[at] - '0');
      if (power > largest_exponent) return std::nullopt;
    }
    exponent += down ? -power : power;
  }
  if (at != text.size()) return std::nullopt;
  if (digits <= 18) {
    if (exponent == 0) return Rational(negative ? -small : small);
    if (exponent < 0 && exponent >= -18) {
      Wide denominator = 1;
      for (int i = 0; i < -exponent; ++i) denominator *= 10;
      return Arithmetic::make(static_cast<Wide>(negative ? -small : small), denominator);
    }
    mantissa = small;
  }
  if (negative) mantissa = -mantissa;
  if (exponent >= 0) return Arithmetic::make(cpp_int(mantissa * power_of_ten(exponent)), cpp_int(1));
  return Arithmetic::make(std::move(mantissa), power_of_ten(-exponent));
}

Rational operator+(const Rational& a, const Rational& b) { return Arithmetic::add(a, b, 1); }
Rational operator-(const Rational& a, const Rational& b) { return Arithmetic::add(a, b, -1); }

Rational operator*(const Rational& a, const Rational& b) {
  if (Arithmetic::is_small(a) && Arithmetic::is_small(b)) {
    return Arithmetic::make(static_cast<Wide>(a.numerator_) * b.numerator_,
                            static_cast<Wide>(a.denominator_) * b.denominator_);
  }
  const auto x = Arithmetic::big(a);
  const auto y = Arithmetic::big(b);
  return Arithmetic::make(cpp_int(x.numerator * y.numerator), cpp_int(x.denominator * y.denominator));
}

Rational operator/(const Rational& a, const Rational& b) {
  if (Arithmetic::is_small(a) && Arithmetic::is_small(b)) {
    return Arithmetic::make(static_cast<Wide>(a.numerator_) * b.denominator_,
                            static_cast<Wide>(a.denominator_) * b.numerator_);
  }
  const auto x = Arithmetic::big(a);
  const auto y = Arithmetic::big(b);
  return Arithmetic::make(cpp_int(x.numerator * y.denominator), cpp_int(x.denominator * y.numerator));
}

Rational Rational::operator-() const { return Arithmetic::add(Rational(), *this, -1); }

bool operator==(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  return a.big_ && b.big_ && a.big_->numerator == b.big_->numerator &&
         a.big_->denominator == b.big_->denominator;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    return static_cast<Wide>(a.numerator_) * b.denominator_ <=>
           static_cast<Wide>(b.numerator_) * a.denominator_;
  }
  const auto x = Arithmetic::big(a);
  const auto y = Arithmetic::big(b);
  const int order = cpp_int(x.numerator * y.denominator).compare(cpp_int(y.numerator * x.denominator));
  return order <=> 0;
}

int Rational::sign() const {
  if (big_) return big_->numerator.sign();
  return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0;
}

bool Rational::is_whole() const { return big_ ? big_->denominator == 1 : denominator_ == 1; }

Rational Rational::floor() const {
  if (is_whole()) return *this;
  const auto parts = Arithmetic::big(*this);
  return Arithmetic::make(floor_divide(parts.numerator, parts.denominator), cpp_int(1));
}

Rational Rational::ceil() const { return -(-*this).floor(); }

double Rational::to_double() const {
  constexpr std::int64_t exact = std::int64_t{1} << 53;
  if (!big_ && numerator_ <= exact && numerator_ >= -exact && denominator_ <= exact) {
    return static_cast<double>(numerator_) /
           static_cast<double>(denominator_);  // IEEE division rounds correctly
  }
  auto [numerator, denominator] = Arithmetic::big(*this);
  if (numerator == 0) return 0;
  const bool negative = numerator < 0;
  if (negative) numerator = -numerator;
  // A quotient of 64 or 65 bits whose last bit is sticky rounds once, to nearest, when it is converted.
  const int size = static_cast<int>(bits_of(numerator)) - static_cast<int>(bits_of(denominator));
  const int shift = 64 - size;
  if (shift > 0) {
    numerator <<= static_cast<unsigned>(shift);
  } else {
    denominator <<= static_cast<unsigned>(-shift);
  }
  cpp_int quotient = numerator / denominator;
  bool sticky = quotient * denominator != numerator;
  int exponent = -shift;
  if (bits_of(quotient) > 64) {
    sticky = sticky || boost::multiprecision::bit_test(quotient, 0);
    quotient >>= 1;
    ++exponent;
  }
  auto mantissa = static_cast<std::uint64_t>(quotient);
  if (sticky) mantissa |= 1;
  const double result = std::ldexp(static_cast<double>(mantissa), exponent);
  return negative ? -result : result;
}

std::optional<std::int64_t> Rational::to_int64() const {
  if (big_ || denominator_ != 1) return std::nullopt;
  return numerator_;
}

std::size_t Rational::bits() const {
  const auto parts = Arithmetic::big(*this);
  return std::max(bits_of(parts.numerator), bits_of(parts.denominator));
}

std::string Rational::to_decimal(int places) const {
  auto [numerator, denominator] = Arithmetic::big(*this);
  const bool negative = numerator < 0;
  if (negative) numerator = -numerator;
  if (places >= 0) {
    numerator *= power_of_ten(places);
  } else {
    denominator *= power_of_ten(-places);
  }
  std::string digits = cpp_int((numerator * 2 + denominator) / (denominator * 2)).str();
  if (places < 0 && digits != "0") digits.append(static_cast<std::size_t>(-places), '0');
  if (places > 0) {
    const auto fraction = static_cast<std::size_t>(places);
    if (digits.size() <= fraction) digits.insert(0, fraction + 1 - digits.size(), '0');
    digits.insert(digits.size() - fraction, ".");
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return negative && digits != "0" ? "-" + digits : digits;
}

std::string Rational::to_significant(int digits) const {
  if (sign() == 0) return "0";
  const Rational magnitude = sign() < 0 ? -*this : *this;
  int exponent = 0;  // 10^exponent ≤ magnitude < 10^(exponent + 1)
  const auto parts = Arithmetic::big(magnitude);
  exponent =
      static_cast<int>(parts.numerator.str().size()) - static_cast<int>(parts.denominator.str().size());
  if (magnitude < decimal(1, exponent)) --exponent;
  return to_decimal(digits - 1 - exponent);
}

std::string Rational::to_fraction() const {
  const auto parts = Arithmetic::big(*this);
  return parts.denominator == 1 ? parts.numerator.str()
                                : parts.numerator.str() + "/" + parts.denominator.str();
}

}  // namespace select_model
