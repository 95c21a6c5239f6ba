using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Tensors;

public class PropertyTests
{
    [Fact]
    public void A_tensor_describes_itself()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.zeros([2, 3, 4]);

        Assert.Equal([2L, 3L, 4L], a.shape);
        Assert.Equal([2L, 3L, 4L], a.size());
        Assert.Equal(4, a.size(-1));
        Assert.Equal([12L, 4L, 1L], a.stride());
        Assert.Equal(12, a.stride(0));
        Assert.Equal((3L, 3L, 3L), (a.Dimensions, a.ndim, a.dim()));
        Assert.Equal((24L, 24L), (a.NumberOfElements, a.numel()));
        Assert.Equal((4L, 4L), (a.ElementSize, a.element_size()));
        Assert.Equal(torch.ScalarType.Float32, a.dtype);
        Assert.Equal((DeviceType.CPU, DeviceType.CPU, -1), (a.device.type, a.device_type, a.device_index));
        Assert.False(a.is_cuda || a.requires_grad || a.IsInvalid);
        Assert.True(a.is_leaf && a.is_contiguous());
        Assert.False(a.transpose(0, 1).is_contiguous());
        Assert.Equal("[2x3x4], type = Float32, device = cpu", a.ToString());
    }

    [Fact]
    public void Elements_are_read_in_row_major_order_whatever_the_strides()
    {
        using var scope = torch.NewDisposeScope();
        var a = Matrix(2, 3, 1, 2, 3, 4, 5, 6);
        var columns = a.t().data<float>();

        Assert.Equal([1f, 4, 2, 5, 3, 6], columns.ToArray());
        Assert.Equal([1f, 4, 2, 5, 3, 6], columns);
        Assert.Equal((6L, 4f), (columns.Count, columns[1]));
        columns[1] = 40;
        Assert.Equal(40, a.data<float>()[3]);
        var part = new float[4];
        a.data<float>().CopyTo(part, 2, 4);
        Assert.Equal([0f, 0, 5, 6], part);
        Assert.Throws<ArgumentOutOfRangeException>(() => columns[6]);
        Assert.Throws<ArgumentException>(() => a.data<double>());
        columns.Dispose();
    }

    [Fact]
    public void Elements_are_found_by_one_index_for_each_dimension()
    {
        using var scope = torch.NewDisposeScope();
        var columns = Matrix(2, 3, 1, 2, 3, 4, 5, 6).t().data<float>();

        Assert.Equal((4f, 3f), (columns[0, 1], columns[2, 0]));
        columns[2, 1] = 60;
        Assert.Equal(60, columns[5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => columns[0, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => columns[-1, 0]);
        Assert.Throws<ArgumentException>(() => columns[0, 0, 0]);
    }

    [Fact]
    public void An_enumerator_walks_the_elements_once()
    {
        using var scope = torch.NewDisposeScope();
        using var elements = Vector(1, 2).data<float>().GetEnumerator();

        Assert.True(elements.MoveNext());
        Assert.Equal(1f, elements.Current);
        Assert.True(elements.MoveNext());
        Assert.False(elements.MoveNext());
    }

    [Fact]
    public async Task A_tensor_is_not_collected_while_its_elements_are_copied()
    {
        // Large enough that libtorch gives the memory back to the system at once: a copy from it would crash.
        const int Elements = 4 << 20;
        using var stop = new CancellationTokenSource();
        var collector = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }
            },
            TestContext.Current.CancellationToken);

        for (var i = 0; i < 60; i++)
        {
            var copy = Dropped(Elements, i);
            Assert.Equal((i, i, Elements), (copy[0], copy[^1], copy.Length));
        }

        await stop.CancelAsync();
        await collector;

        // The collector may have stopped before the last tensor was dropped.
        GC.Collect();
        GC.WaitForPendingFinalizers();

        static float[] Dropped(int elements, float value) => torch.full([elements], value).data<float>().ToArray();
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.tensor(new byte[] { 1, 2, 3 });
        a.bytes[1] = 20;
        Values(a, 1, 20, 3);
        a.bytes = new byte[] { 7, 8, 9 };
        Values(a, 7, 8, 9);
        Assert.Throws<ArgumentException>(() => a.bytes = new byte[2]);
        Assert.Throws<InvalidOperationException>(() => Matrix(2, 2, 1, 2, 3, 4).t().bytes.Length);
    }

    [Fact]
    public void One_element_becomes_a_number()
    {
        using var scope = torch.NewDisposeScope();
        var half = torch.tensor(2.5f);

        Assert.Equal(2.5f, half.item<float>());
        Assert.Equal(2.5f, half.ReadCpuSingle(0));
        Assert.Equal(3, torch.tensor(3L).ReadCpuInt64(0));
        Assert.Equal((2.5f, 2.5, 2, 2L, true), ((float)half, (double)half, (int)half, (long)half, (bool)half));
        Assert.Equal(2.5, half.ToScalar().ToDouble());
        Assert.Equal(3, torch.tensor(3L).ToScalar().ToInt64());
        Assert.Throws<ArgumentException>(() => Vector(1, 2).item<float>());
    }

    [Fact]
    public void Tensors_convert()
    {
        using var scope = torch.NewDisposeScope();
        var a = Vector(0, 1.5f);

        Assert.Equal(torch.ScalarType.Float64, a.to(torch.ScalarType.Float64).dtype);
        Assert.Equal(torch.ScalarType.Int64, a.to_type(torch.int64).dtype);
        Assert.Equal(torch.ScalarType.Float16, a.type(torch.float16).dtype);
        Assert.Equal(torch.ScalarType.Float64, a.@double().dtype);
        Assert.Equal(torch.ScalarType.Float32, a.@double().@float().dtype);
        Values(a.@byte(), 0, 1);
        Values(a.@bool(), 0, 1);
        Values(a.@long(), 0, 1);
        Assert.Equal("cpu", a.to(torch.CPU).to("cpu").to(DeviceType.CPU).cpu().device.ToString());
        Assert.Equal(torch.ScalarType.Int32, a.to(torch.int32, torch.CPU, true).dtype);
        Values(a.clone().add_(1), 1, 2.5f);
        Values(a, 0, 1.5f);
        Values(a.alias().add_(1), 1, 2.5f);
        Values(a, 1, 2.5f);
        Assert.True(Matrix(2, 2, 1, 2, 3, 4).t().contiguous().is_contiguous());
        Values(a.copy_(Vector(4, 5)), 4, 5);
    }

    [Fact]
    public void Scalars_remember_their_type()
    {
        Assert.Equal(torch.ScalarType.Int64, ((Scalar)5L).Type);
        Assert.Equal(torch.ScalarType.Int32, ((Scalar)5).Type);
        Assert.Equal(torch.ScalarType.Byte, ((Scalar)(byte)5).Type);
        Assert.Equal(torch.ScalarType.Float32, 0.5f.ToScalar().Type);
        Assert.Equal(torch.ScalarType.Float64, 0.5.ToScalar().Type);
        Assert.Equal(torch.ScalarType.Bool, ((Scalar)true).Type);
        Assert.Equal((5, 5f, true), (5L.ToScalar().ToInt32(), 5L.ToScalar().ToSingle(), 5L.ToScalar().ToBoolean()));
    }

    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1)]
    [InlineData("cuda", DeviceType.CUDA, -1)]
    [InlineData("cuda:1", DeviceType.CUDA, 1)]
    public void Devices_are_read_and_written(string text, DeviceType type, int index)
    {
        torch.Device device = text;

        Assert.Equal((type, index, text), (device.type, device.index, device.ToString()));
        Assert.Equal(text, torch.device(text).ToString());
        Assert.Equal(text, torch.device(type, index).ToString());
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:1:2")]
    public void What_is_no_device_is_refused(string text) => Assert.Throws<ArgumentException>(() => new torch.Device(text));
}
