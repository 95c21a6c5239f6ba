using ReId.Contracts;
using ReId.Model.Training.Precision;
using TorchSharp;

namespace ReId.Model.Tests.Training.Precision;

public class PrecisionCatalogTests
{
    private static readonly torch.Device s_gpu = new("cuda:0");
    private static readonly ProcessorFeatures s_old = new(false, false);
    private static readonly ProcessorFeatures s_new = new(true, false);

    [Theory]
    [InlineData("float32", false)]
    [InlineData("bfloat16", false)]
    [InlineData("mixed", true)]
    public void A_gpu_can_do_them_all(string name, bool scaling) =>
        Assert.Equal((name, scaling), (PrecisionCatalog.Get(name.ToUpperInvariant(), s_gpu, s_old).Name, PrecisionCatalog.Get(name, s_gpu, s_old).NeedsScaling));

    [Fact]
    public void A_processor_can_do_what_its_instructions_say()
    {
        Assert.Equal("bfloat16", PrecisionCatalog.Get("bfloat16", torch.CPU, s_new).Name);
        Assert.Equal("bfloat16", PrecisionCatalog.Get("bfloat16", torch.CPU, new ProcessorFeatures(false, true)).Name);
        Says("Precision 'bfloat16' on the CPU needs AVX512_BF16 or AMX, which this processor lacks: use precision float32.", "bfloat16", s_old);
        Says("Precision 'mixed' is float16 on a CUDA GPU, and the network runs on the CPU: use precision float32.", "mixed", s_old);
        Says("Precision 'mixed' is float16 on a CUDA GPU, and the network runs on the CPU: use precision bfloat16.", "mixed", s_new);
        Says("There is no precision 'half'; there are float32, bfloat16, mixed.", "half", s_new);
    }

    [Fact]
    public void This_machine_answers_as_its_kernel_does()
    {
        const string Path = "/proc/cpuinfo";
        Assert.SkipUnless(File.Exists(Path), "no /proc/cpuinfo here");
        var flags = File.ReadLines(Path).FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?.Split(' ') ?? [];
        Assert.SkipUnless(flags.Contains("avx512f") == System.Runtime.Intrinsics.X86.Avx512F.IsSupported, "the kernel and .NET see another processor");

        Assert.Equal(flags.Contains("avx512_bf16") || flags.Contains("amx_bf16"), ProcessorFeatures.Here().HasBrainFloats);
    }

    [Fact]
    public void Bits_of_the_processor_are_read()
    {
        Assert.Equal(s_old, ProcessorFeatures.FromCpuId(0, 0));
        Assert.Equal(s_new, ProcessorFeatures.FromCpuId(0x20, 0));
        Assert.Equal(new ProcessorFeatures(false, true), ProcessorFeatures.FromCpuId(~0x20, 1 << 22));
    }

    private static void Says(string message, string name, ProcessorFeatures processor) =>
        Assert.Equal(message, Assert.Throws<ReIdException>(() => PrecisionCatalog.Get(name, torch.CPU, processor)).Message);
}
