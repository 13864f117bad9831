import { hexDigits } from '../hls/testbench';
import { banner } from '../hls/text';
import type { Plan } from '../plan';
import { classesAtOnce } from './chain';
import { scoreBitsOf } from './widths';

/** Images without stalls, after all others, and the first of those that the pace is measured from. */
const PACE_IMAGES = 8;
const PACE_FROM = 4;

/** `tb.v`: golden images through the design under random stalls, then a few without to measure its pace. */
export function testbench(plan: Plan, origin: string): string {
  const { input, classes, request } = plan;
  const digits = hexDigits(plan);
  const atOnce = classesAtOnce(plan);
  const scoreBits = scoreBitsOf(plan);
  return `${banner('//', 'Test bench: golden images through the design, compared with the integer network.', origin)}//
// +golden=<folder>  where images.hex, classes.txt and scores.txt are
// +seed=<n>         of the stalls of both streams, of packet lengths and of unused input bits; 0: never stall
// +words=<n>        end each image with TLAST after n beats (the design completes it with zeros)
\`timescale 1ns / 1ps
module tb;
  localparam PIXELS = ${input.pixels};
  localparam DIGIT_BITS = ${4 * digits};  // of a pixel code in images.hex
  localparam CODE_BITS = ${input.codeBits};
  localparam GROUP = ${input.group};
  localparam WORDS = ${input.words};
  localparam STREAM_BITS = ${input.streamBits};
  localparam CLASSES = ${classes};
  localparam AT_ONCE = ${atOnce};  // scores per step of label_select
  localparam SCORE_BITS = ${scoreBits};
  localparam ESTIMATE = ${request.estimate.ii};  // cycles per image
  localparam PACE_IMAGES = ${PACE_IMAGES};
  localparam PACE_FROM = ${PACE_FROM};
  localparam RING = 256;  // more than the images that are on their way at once
  localparam PATIENCE = 1000 + 100 * (ESTIMATE + WORDS);
  localparam WARM_UP = 8 + 2 * (ESTIMATE + WORDS);  // cycles of random beats before a second reset

  reg aclk = 0;
  always #5 aclk = !aclk;

  reg aresetn = 0;
  reg [STREAM_BITS-1:0] s_axis_tdata = 0;
  reg s_axis_tvalid = 0;
  wire s_axis_tready;
  reg s_axis_tlast = 0;
  wire [31:0] m_axis_tdata;
  wire [3:0] m_axis_tkeep;
  wire m_axis_tvalid;
  reg m_axis_tready = 0;
  wire m_axis_tlast;

  bitscape_top dut (
    .aclk(aclk),
    .aresetn(aresetn),
    .s_axis_tdata(s_axis_tdata),
    .s_axis_tvalid(s_axis_tvalid),
    .s_axis_tready(s_axis_tready),
    .s_axis_tlast(s_axis_tlast),
    .m_axis_tdata(m_axis_tdata),
    .m_axis_tkeep(m_axis_tkeep),
    .m_axis_tvalid(m_axis_tvalid),
    .m_axis_tready(m_axis_tready),
    .m_axis_tlast(m_axis_tlast)
  );

  // The same pseudo-random numbers in every simulator: xorshift, one state for each stream.
  function [31:0] after(input [31:0] state);
    reg [31:0] x;
    begin
      x = state ^ (state << 13);
      x = x ^ (x >> 17);
      after = x ^ (x << 5);
    end
  endfunction

  integer seed;
  reg [31:0] send_state;
  reg [31:0] take_state;

  // ---- golden files ----

  reg [8*1024-1:0] folder;
  reg [8*1100-1:0] path;
  integer image_file;
  integer class_file;
  integer score_file;
  integer images;  // how many there are
  integer wanted_class;

  task fail;
    begin
      $display("ERROR: images.hex, classes.txt or scores.txt in +golden is missing or ends early");
      $finish;
    end
  endtask

  task open_golden;
    begin
      $sformat(path, "%0s/images.hex", folder);
      image_file = $fopen(path, "r");
      $sformat(path, "%0s/classes.txt", folder);
      class_file = $fopen(path, "r");
      $sformat(path, "%0s/scores.txt", folder);
      score_file = $fopen(path, "r");
      if (image_file == 0 || class_file == 0 || score_file == 0) fail;
    end
  endtask

  task close_golden;
    begin
      $fclose(image_file);
      $fclose(class_file);
      $fclose(score_file);
    end
  endtask

  initial begin
    if (!$value$plusargs("golden=%s", folder)) folder = "golden";
    if (!$value$plusargs("seed=%d", seed)) seed = 1;
    if (!$value$plusargs("words=%d", words)) words = WORDS;
    send_state = 32'h9e3779b9 ^ (seed * 32'h85ebca6b);
    take_state = 32'h2545f491 ^ (seed * 32'hc2b2ae35);
    stalling = seed != 0;
    open_golden;
    images = 0;
    while ($fscanf(class_file, "%d", wanted_class) == 1) images = images + 1;
    if (images == 0) fail;
    close_golden;
    open_golden;
    to_send = images;
    pace_images = images < PACE_IMAGES ? images : PACE_IMAGES;
    sent = 0;
    in_packet = 0;
    idle = 0;
    word = words;
    beat = 0;
    received = 0;
    mismatches = 0;
    scores_compared = 0;
    cycle = 0;
    quiet = 0;
    hold = 0;
    waiting = 0;
    running = 0;
  end

  // ---- images in ----

  integer words;    // beats that are sent of an image
  integer to_send;  // images: all of them under stalls, then some without
  integer pace_images;
  integer sent;
  integer word;  // beat of the image that comes next
  integer idle;  // cycles before it
  integer in_packet;
  reg stalling;
  reg ends;  // the image has TLAST
  reg packet_end [0:RING-1];  // of the images on their way
  reg [PIXELS*DIGIT_BITS-1:0] image;
  reg [STREAM_BITS-1:0] beat;
  integer fields;
  integer b;
  integer c;
  integer pixel;

  task load_image;
    begin
      if (sent >= images && (sent - images) % images == 0) begin
        close_golden;
        open_golden;
      end
      fields = $fscanf(image_file, "%h", image);
      if (fields != 1) fail;
      send_state = after(send_state);
      in_packet = in_packet + 1;
      ends = words < WORDS || sent == to_send - 1 || in_packet > send_state[9:8];
      if (ends) in_packet = 0;
      packet_end[sent % RING] = ends;
      sent = sent + 1;
      word = 0;
    end
  endtask

  // Random bits where there is no pixel.
  task make_beat;
    begin
      for (b = 0; b < STREAM_BITS; b = b + 16) begin
        send_state = after(send_state);
        beat = (beat << 16) ^ send_state;
      end
      for (c = 0; c < GROUP; c = c + 1) begin
        pixel = word * GROUP + c;
        if (pixel < PIXELS) beat[c*CODE_BITS+:CODE_BITS] = image[(PIXELS-1-pixel)*DIGIT_BITS+:CODE_BITS];
      end
    end
  endtask

  // Before a beat: no pause, some, many, from image to image; now and then a long one.
  task choose_pause;
    begin
      idle = 0;
      send_state = after(send_state);
      if (stalling && send_state[1:0] < sent % 4) idle = 1 + send_state[2];
      if (stalling && send_state[15:8] == 0) idle = send_state[31:16] % (ESTIMATE + 1);
    end
  endtask

  always @(posedge aclk) begin
    if (!running) begin
      send_state = after(send_state);
      s_axis_tvalid <= stalling && cycle < WARM_UP && send_state[0];
      s_axis_tlast <= send_state[7:4] == 0;
      s_axis_tdata <= {STREAM_BITS{1'b1}} & {2{send_state}};
    end else if (!s_axis_tvalid || s_axis_tready) begin
      s_axis_tvalid <= 0;
      s_axis_tlast <= send_state[16];
      if (word == words && sent < to_send) load_image;
      if (idle > 0) begin
        idle = idle - 1;
      end else if (word < words) begin
        make_beat;
        s_axis_tdata <= beat;
        s_axis_tvalid <= 1;
        s_axis_tlast <= ends && word == words - 1;
        if (sent == images + 1 && word == 0) pace_start = cycle;
        word = word + 1;
        choose_pause;
      end
    end
  end

  // ---- classes out ----

  reg running;  // after the second reset, with nothing left of the random beats before it
  integer received;
  integer mismatches;
  integer cycle;
  integer quiet;  // cycles without a class
  integer hold;   // cycles until the next class is taken
  reg waiting;    // a class was offered and not taken
  reg [31:0] offered;
  reg offered_last;
  integer found;
  integer pace_start;
  integer pace_first;
  integer pace_from;
  integer pace_to;

  task take_class;
    begin
      found = $fscanf(class_file, "%d", wanted_class);
      if (found != 1 || m_axis_tdata !== wanted_class || m_axis_tlast !== packet_end[received % RING]) begin
        mismatches = mismatches + 1;
        $display("image %0d: class %0d, expected %0d; TLAST %b, expected %b", received % images, m_axis_tdata,
                 wanted_class, m_axis_tlast, packet_end[received % RING]);
      end
      received = received + 1;
      quiet = 0;
      if (received == images + 1) pace_first = cycle;
      if (received == images + PACE_FROM) pace_from = cycle;
      if (received == images + PACE_IMAGES) pace_to = cycle;
    end
  endtask

  // A class is taken at once, later, or so late that the whole chain comes to a stop.
  task choose_hold;
    begin
      hold = 0;
      take_state = after(take_state);
      if (stalling && take_state[2]) hold = take_state[15:8] % (ESTIMATE + 1);
      if (stalling && take_state[3:0] == 15) hold = take_state[31:8] % (32 * ESTIMATE + 1);
    end
  endtask

  task end_of_stalls;
    begin
      $display("images %0d mismatches %0d", images, mismatches);
      $display("scores compared %0d", scores_compared);
      stalling = 0;
      idle = 0;
      hold = 0;
      to_send = images + pace_images;
    end
  endtask

  task end_of_test;
    begin
      if (images < PACE_IMAGES)
        $display("cycles per image: not measured with fewer than %0d images", PACE_IMAGES);
      else
        $display("cycles per image %0.2f, estimate %0d",
                 (pace_to - pace_from) * 1.0 / (PACE_IMAGES - PACE_FROM), ESTIMATE);
      $display("cycles to the class of a first image %0d", pace_first - pace_start);
      if (mismatches > 0) $display("FAIL: %0d mismatches with and without stalls", mismatches);
      else $display("PASS");
      $finish;
    end
  endtask

  always @(posedge aclk) begin
    cycle = cycle + 1;
    aresetn <= cycle > 4 && (cycle < WARM_UP || cycle > WARM_UP + 4);
    if (cycle == WARM_UP + 8) running = 1;
    if (running) begin
      quiet = quiet + 1;
      if (waiting && (m_axis_tvalid !== 1 || m_axis_tdata !== offered || m_axis_tlast !== offered_last)) begin
        mismatches = mismatches + 1;
        $display("image %0d: its class was offered, then changed before it was taken", received % images);
      end
      waiting = m_axis_tvalid && !m_axis_tready;
      offered = m_axis_tdata;
      offered_last = m_axis_tlast;
      if (hold > 0) hold = hold - 1;
      if (m_axis_tvalid && m_axis_tready) begin
        take_class;
        choose_hold;
        if (received == images) end_of_stalls;
        if (received == images + pace_images) end_of_test;
      end
      m_axis_tready <= hold == 0;
      if (m_axis_tvalid === 1'bx || s_axis_tready === 1'bx || quiet > PATIENCE) begin
        $display("ERROR: no class for %0d cycles after %0d images", quiet, received);
        $finish;
      end
    end else begin
      m_axis_tready <= take_state[cycle%32];
    end
  end

  // ---- scores, inside ----

  wire scores_there = dut.select.scored && dut.select.advance;
  wire [AT_ONCE*SCORE_BITS-1:0] scores = dut.select.scores;
  reg signed [SCORE_BITS-1:0] score;
  reg signed [63:0] wanted_score;
  integer scores_compared;
  integer k;

  always @(posedge aclk) begin
    if (running && scores_there) begin
      for (k = 0; k < AT_ONCE; k = k + 1) begin
        score = scores[k*SCORE_BITS+:SCORE_BITS];
        found = $fscanf(score_file, "%d", wanted_score);
        if (found != 1 || score !== wanted_score) begin
          mismatches = mismatches + 1;
          $display("score %0d of image %0d: %0d, expected %0d", scores_compared % CLASSES,
                   scores_compared / CLASSES % images, score, wanted_score);
        end
        scores_compared = scores_compared + 1;
      end
    end
  end
endmodule
`;
}
