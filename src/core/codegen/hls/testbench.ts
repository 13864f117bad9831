import type { Plan } from '../plan';
import { banner } from './text';

/** `tb.cpp`: feeds the golden images and compares classes, TLAST and, in C simulation, every score. */
export const testbench = (plan: Plan, origin: string): string =>
  `${banner('//', 'Test bench: golden images through the design, compared with the integer network.', origin)}//
// Arguments: the golden folder (default "golden") and how many images to run (default all).
#include "bitscape_top.h"

#include "label_select.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

static const int CLASSES = ${plan.classes};
static const int DIGITS = ${hexDigits(plan)};  // hex digits of a pixel code in images.hex
static const int PACKET = 4;  // images per packet: TLAST comes with the last beat of the last one

static std::vector<std::string> lines_of(const std::string &path) {
  std::ifstream file(path.c_str());
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(file, line)) lines.push_back(line);
  if (lines.empty()) {
    std::fprintf(stderr, "ERROR: %s is missing or empty\\n", path.c_str());
    std::exit(2);
  }
  return lines;
}

static int code_of(const std::string &line, int pixel) {
  return std::strtol(line.substr(pixel * DIGITS, DIGITS).c_str(), 0, 16);
}

static void send(const std::string &line, bool last, hls::stream<input_beat> &in) {
  for (int word = 0; word < Input::WORDS; word++) {
    input_beat beat;
    beat.data = 0;
    for (int c = 0; c < Input::GROUP; c++) {
      const int pixel = word * Input::GROUP + c;
      const int code = pixel < Input::PIXELS ? code_of(line, pixel) : 0;
      beat.data.range((c + 1) * Input::BITS - 1, c * Input::BITS) = ap_uint<Input::BITS>(code);
    }
    beat.keep = -1;
    beat.strb = -1;
    beat.user = 0;
    beat.id = 0;
    beat.dest = 0;
    beat.last = last && word == Input::WORDS - 1 ? 1 : 0;
    in.write(beat);
  }
}

// Scores that differ from the golden ones, of an image. The log is empty where only the RTL ran.
static int wrong_scores(const std::string &line, int &compared) {
  std::istringstream golden(line);
  int wrong = 0;
  for (unsigned i = 0; i < score_log().size(); i++) {
    long long score = 0;
    golden >> score;
    compared++;
    if (score != score_log()[i]) wrong++;
  }
  return wrong;
}

int main(int argc, char **argv) {
  const std::string folder = argc > 1 ? argv[1] : "golden";
  const std::vector<std::string> images = lines_of(folder + "/images.hex");
  const std::vector<std::string> classes = lines_of(folder + "/classes.txt");
  const std::vector<std::string> scores = lines_of(folder + "/scores.txt");
  int count = images.size();
  if (argc > 2 && std::atoi(argv[2]) < count) count = std::atoi(argv[2]);

  hls::stream<input_beat> in("in");
  hls::stream<class_beat> out("out");
  int mismatches = 0;
  int compared = 0;
  for (int i = 0; i < count; i++) {
    const bool last = i % PACKET == PACKET - 1 || i == count - 1;
    score_log().clear();
    send(images[i], last, in);
    bitscape_top(in, out);
    const class_beat beat = out.read();
    const int expected = std::atoi(classes[i].c_str());
    const int wrong = wrong_scores(scores[i], compared);
    if (beat.data.to_int() != expected || (beat.last == 1) != last || wrong > 0) {
      mismatches++;
      std::printf("image %d: class %d, expected %d; TLAST %d, expected %d; %d of %d scores differ\\n", i,
                  beat.data.to_int(), expected, beat.last.to_int(), last ? 1 : 0, wrong, CLASSES);
    }
  }
  std::printf("images %d mismatches %d\\n", count, mismatches);
  std::printf("scores compared %d\\n", compared);
  return mismatches > 0 ? 1 : 0;
}
`;

/** Hex digits of one pixel code in images.hex. */
export const hexDigits = ({ input }: Plan): number => Math.ceil(input.codeBits / 4);
