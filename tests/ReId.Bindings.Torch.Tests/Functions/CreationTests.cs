using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Functions;

public class CreationTests
{
    [Fact]
    public void Constants_and_ranges()
    {
        using var scope = torch.NewDisposeScope();

        Assert.Equal([2L, 3L], torch.empty([2, 3]).shape);
        Values(torch.zeros([2]), 0, 0);
        Values(torch.zeros(2), 0, 0);
        Assert.Equal([1L, 2L], torch.zeros(1, 2).shape);
        Values(torch.ones([2]), 1, 1);
        Values(torch.ones(2), 1, 1);
        Assert.Equal([1L, 2L], torch.ones(1, 2).shape);
        Values(torch.full([2], 7), 7, 7);
        Assert.Equal(torch.ScalarType.Float64, torch.full([2], 7, torch.float64).dtype);
        Values(torch.arange(3), 0, 1, 2);
        Values(torch.arange(1, 2, 0.5), 1, 1.5f);
        Values(torch.eye(2), 1, 0, 0, 1);
        Assert.Equal([2L, 3L], torch.eye(2, 3).shape);
        Values(torch.zeros_like(torch.ones(2)), 0, 0);
        Values(torch.ones_like(torch.zeros(2)), 1, 1);
        Assert.True(torch.zeros([2], requires_grad: true).requires_grad);
        Assert.Throws<NotSupportedException>(() => torch.zeros([2], names: ["N"]));
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        using var scope = torch.NewDisposeScope();
        using var generator = torch.manual_seed(5);
        var first = torch.rand([4]).data<float>().ToArray();
        var normal = torch.randn([4]).data<float>().ToArray();
        torch.manual_seed(5);

        Assert.Equal(first, torch.rand([4]).data<float>().ToArray());
        Assert.Equal(normal, torch.randn([4]).data<float>().ToArray());
        Assert.All(first, v => Assert.InRange(v, 0, 1));
        Assert.Same(torch.Generator.Default, generator);
    }

    [Fact]
    public void Arrays_are_copied()
    {
        using var scope = torch.NewDisposeScope();
        float[] values = [1, 2];
        var a = torch.tensor(values);
        values[0] = 9;

        Values(a, 1, 2);
        Values(torch.tensor(new[] { 1.0, 2.0 }), 1, 2);
        Values(torch.tensor(new[] { 1, 2 }), 1, 2);
        Values(torch.tensor(new[] { 1L, 2L }), 1, 2);
        Values(torch.tensor(new byte[] { 1, 2 }), 1, 2);
        Values(torch.tensor(new[] { true, false }), 1, 0);
        Assert.Equal([2L, 1L], torch.tensor(new[] { 1.0, 2.0 }, [2, 1]).shape);
        Assert.Equal([2L, 1L], torch.tensor(new[] { 1, 2 }, [2, 1]).shape);
        Assert.Equal([2L, 1L], torch.tensor(new[] { 1L, 2L }, [2, 1]).shape);
        Assert.Equal([2L, 1L], torch.tensor(new byte[] { 1, 2 }, [2, 1]).shape);
        Assert.Equal(torch.ScalarType.Float16, torch.tensor(values, torch.float16).dtype);
        Assert.Empty(torch.tensor(1f).shape);
        Assert.Equal((1.5, 2L), (torch.tensor(1.5).item<double>(), torch.tensor(2L).item<long>()));
        Assert.Contains("has 3 elements, not 2", Assert.Throws<ArgumentException>(() => torch.tensor(values, [3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_have_pytorchs_names() => Assert.Equal(
        [
            torch.ScalarType.Bool, torch.ScalarType.Byte, torch.ScalarType.Int8, torch.ScalarType.Int16, torch.ScalarType.Int32,
            torch.ScalarType.Int64, torch.ScalarType.Float16, torch.ScalarType.BFloat16, torch.ScalarType.Float32, torch.ScalarType.Float64,
        ],
        [
            torch.@bool, torch.uint8, torch.int8, torch.int16, torch.int32,
            torch.int64, torch.float16, torch.bfloat16, torch.float32, torch.float64,
        ]);

    [Fact]
    public void Threads_are_set_and_read()
    {
        var before = torch.get_num_threads();
        torch.set_num_threads(2);
        Assert.Equal(2, torch.get_num_threads());
        torch.set_num_threads(before);
        Assert.Throws<ArgumentException>(() => torch.set_num_threads(0));
    }

    [Fact]
    public void Cuda_is_there_when_devices_are_counted()
    {
        Assert.Equal(torch.cuda.device_count() > 0, torch.cuda.is_available());
        Assert.Equal(torch.cuda.is_available(), torch.cuda_is_available());
        if (!torch.cuda.is_available())
        {
            using var host = torch.zeros(1);
            Assert.ThrowsAny<Exception>(() => host.cuda());
        }
    }
}
