"""Writes a language model of half a megabyte with random weights, for a real llama-server to run.

Random weights speak random letters. Three nudges make that useful: every embedding is constant in its first
dimension, so the first column of the output matrix is a bias for each token; by it raw bytes are never said,
strings get closed, and a line ends by itself after some thirty letters.
"""

from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray

WIDTH, LAYERS, HEADS, KEY_HEADS, INNER, CONTEXT = 64, 2, 4, 2, 128, 16384
NEVER, CLOSES_STRING, ENDS, SPACES = -3.0, 0.42, 0.25, 0.1
SPECIAL = ("<unk>", "<s>", "</s>")
SYLLABLES = "환불해주세요왜아직도안됐어고객님죄송합니다화나전화배송취소"
TEMPLATE = (
    "{% for m in messages %}{{ '<s>' if loop.first else '' }}[{{ m.role }}] {{ m.content }}\n{% endfor %}"
    "{% if add_generation_prompt %}[assistant] {% endif %}"
)

Array = NDArray[np.float32]


def write_model(path: Path) -> Path:
    """Writes the model file at `path`; the same bytes each time."""
    letters = dict.fromkeys(["\u2581", *map(chr, range(33, 127)), *SYLLABLES])
    words = [*SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), *letters]
    kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL]
    kinds += [gguf.TokenType.BYTE] * 256 + [gguf.TokenType.NORMAL] * len(letters)
    writer = gguf.GGUFWriter(path, "llama")
    _describe(writer, words, kinds)
    for name, tensor in _tensors(words):
        writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _describe(writer: gguf.GGUFWriter, words: list[str], kinds: list[gguf.TokenType]) -> None:
    writer.add_name("tiny-random")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(words))
    writer.add_file_type(0)
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(words)
    writer.add_token_scores([0.0] * len(words))
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(value=True)
    writer.add_add_space_prefix(value=False)
    writer.add_chat_template(TEMPLATE)


def _tensors(words: list[str]) -> list[tuple[str, Array]]:
    random = np.random.default_rng(0)

    def noise(scale: float, *shape: int) -> Array:
        return (random.standard_normal(shape) * scale).astype(np.float32)

    embedding, output, ones = noise(0.05, len(words), WIDTH), noise(0.15, len(words), WIDTH), np.ones(WIDTH)
    embedding[:, 0] = 2.0
    output[:, 0] = [_bias(word) for word in words]
    tensors: list[tuple[str, Array]] = [
        ("token_embd.weight", embedding),
        ("output_norm.weight", ones.astype(np.float32)),
        ("output.weight", output),
    ]
    shapes = {
        "attn_q": (WIDTH, WIDTH),
        "attn_k": (KEY_HEADS * WIDTH // HEADS, WIDTH),
        "attn_v": (KEY_HEADS * WIDTH // HEADS, WIDTH),
        "attn_output": (WIDTH, WIDTH),
        "ffn_gate": (INNER, WIDTH),
        "ffn_up": (INNER, WIDTH),
        "ffn_down": (WIDTH, INNER),
    }
    for layer in range(LAYERS):
        tensors += [(f"blk.{layer}.{norm}_norm.weight", ones.astype(np.float32)) for norm in ("attn", "ffn")]
        tensors += [(f"blk.{layer}.{name}.weight", noise(0.05, *shape)) for name, shape in shapes.items()]
    return tensors


def _bias(word: str) -> float:
    if word in ("<unk>", "<s>") or word.startswith("<0x"):
        return NEVER
    return {'"': CLOSES_STRING, "</s>": ENDS, "\u2581": SPACES}.get(word, 0.0)
