/** `hls_stream.h` stand-in: the stream as a queue of any length; reading an empty one stops with its name. */
export const HLS_STREAM_H = String.raw`// hls_stream.h: a stream for C simulation with a plain C++ compiler; a queue of any length.
// SPDX-License-Identifier: Apache-2.0
#ifndef BITSCAPE_HLS_STREAM_H
#define BITSCAPE_HLS_STREAM_H

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>

namespace hls {

template <class T>
class stream {
 public:
  stream() : name_("unnamed") {}
  explicit stream(const char *name) : name_(name) {}
  ~stream() {
    if (!items_.empty()) {
      std::fprintf(stderr, "WARNING: stream %s still holds %lu words\n", name_.c_str(),
                   static_cast<unsigned long>(items_.size()));
    }
  }

  T read() {
    if (items_.empty()) {
      std::fprintf(stderr, "ERROR: read of the empty stream %s\n", name_.c_str());
      std::exit(2);
    }
    T item = items_.front();
    items_.pop_front();
    return item;
  }
  void write(const T &item) { items_.push_back(item); }
  bool empty() const { return items_.empty(); }

 private:
  std::string name_;
  std::deque<T> items_;

  stream(const stream &);
  stream &operator=(const stream &);
};

}  // namespace hls

#endif
`;
