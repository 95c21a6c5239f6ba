using System.Runtime.Intrinsics.X86;

namespace ReId.Model.Training.Precision;

/// <summary>What of a processor decides about precisions.</summary>
/// <param name="HasAvx512Bf16">Instructions for bfloat16 on vectors (Cooper Lake, Zen 4 and later).</param>
/// <param name="HasAmxBf16">Instructions for bfloat16 on tiles (Sapphire Rapids and later).</param>
public sealed record ProcessorFeatures(bool HasAvx512Bf16, bool HasAmxBf16)
{
    private const int ExtendedFeatures = 7;
    private const int Avx512Bf16Bit = 5;
    private const int AmxBf16Bit = 22;

    /// <summary>Whether bfloat16 is faster than float32.</summary>
    public bool HasBrainFloats => HasAvx512Bf16 || HasAmxBf16;

    /// <summary>The processor of this machine.</summary>
    public static ProcessorFeatures Here()
    {
        // A system that does not keep the wide registers over a task switch offers neither; .NET has asked it.
        if (!X86Base.IsSupported || !Avx512F.IsSupported || X86Base.CpuId(0, 0).Eax < ExtendedFeatures)
        {
            return new ProcessorFeatures(false, false);
        }

        var (subleaves, _, _, edx) = X86Base.CpuId(ExtendedFeatures, 0);
        var first = subleaves >= 1 ? X86Base.CpuId(ExtendedFeatures, 1).Eax : 0;
        return FromCpuId(first, edx);
    }

    /// <summary>Reads the bits of CPUID leaf 7.</summary>
    /// <param name="eax1">EAX of its subleaf 1.</param>
    /// <param name="edx0">EDX of its subleaf 0.</param>
    internal static ProcessorFeatures FromCpuId(int eax1, int edx0) => new(Bit(eax1, Avx512Bf16Bit), Bit(edx0, AmxBf16Bit));

    private static bool Bit(int register, int bit) => ((register >> bit) & 1) != 0;
}
