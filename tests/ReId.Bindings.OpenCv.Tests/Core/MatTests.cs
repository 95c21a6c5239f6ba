using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Native;

namespace ReId.Bindings.OpenCv.Tests.Core;

public class MatTests
{
    [Fact]
    public void A_new_matrix_is_empty()
    {
        using var mat = new Mat();

        Assert.True(mat.Empty());
        Assert.Equal((0, 0, 0L), (mat.Rows, mat.Cols, mat.Total()));
        Assert.Equal(IntPtr.Zero, mat.Data);
    }

    [Fact]
    public void Size_type_and_layout_are_readable()
    {
        using var mat = new Mat(4, 6, MatType.CV_32FC3, new Scalar(1, 2, 3));

        Assert.Equal((4, 6, 4, 6), (mat.Rows, mat.Cols, mat.Height, mat.Width));
        Assert.Equal((new Size(6, 4), 24L), (mat.Size(), mat.Total()));
        Assert.Equal((MatType.CV_32FC3, MatType.CV_32F, 3), (mat.Type(), mat.Depth(), mat.Channels()));
        Assert.Equal((12, 4, 72L), (mat.ElemSize(), mat.ElemSize1(), mat.Step()));
        Assert.True(mat.IsContinuous() && !mat.IsSubmatrix() && !mat.Empty());
        Assert.Equal("Mat [ 4*6*CV_32FC3, IsContinuous=True, IsSubmatrix=False ]", mat.ToString());
        Assert.Equal(2f, Marshal.PtrToStructure<float>(mat.Ptr(1) + 4));
    }

    [Fact]
    public unsafe void Pixels_are_reachable_by_element_and_by_pointer()
    {
        using var mat = new Mat(new Size(3, 2), MatType.CV_8UC1, Scalar.All(5));

        mat.Set<byte>(1, 2, 9);
        mat.Set<byte>(0, 1, 7);

        Assert.Equal(9, mat.Get<byte>(1, 2));
        Assert.Equal([5, 7, 5, 5, 5, 9], new ReadOnlySpan<byte>((byte*)mat.Data, 6).ToArray());
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 3)]
    public void An_element_outside_is_refused(int row, int col)
    {
        using var mat = new Mat(2, 3, MatType.CV_8UC1);

        Assert.Throws<ArgumentOutOfRangeException>(() => mat.Get<byte>(row, col));
    }

    [Fact]
    public void A_matrix_can_borrow_memory_with_padded_rows()
    {
        byte[] bytes = [1, 2, 0, 0, 3, 4, 0, 0];
        var pin = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        try
        {
            using var mat = new Mat(2, 2, MatType.CV_8UC1, pin.AddrOfPinnedObject(), 4);
            Assert.Equal((4L, 4), (mat.Step(), mat.Get<byte>(1, 1)));
            Assert.False(mat.IsContinuous());
        }
        finally
        {
            pin.Free();
        }
    }

    [Fact]
    public void A_region_shares_pixels_and_outlives_its_parent()
    {
        Mat region;
        using (var mat = new Mat(4, 4, MatType.CV_8UC1, Scalar.All(1)))
        {
            region = mat.SubMat(new Rect(1, 1, 2, 2));
            region.SetTo(8);
            Assert.Equal((8, 1), (mat.Get<byte>(2, 2), mat.Get<byte>(0, 0)));
        }

        using (region)
        {
            Assert.True(region.IsSubmatrix());
            Assert.Equal(8, region.Get<byte>(1, 1));
        }
    }

    [Fact]
    public void A_region_outside_is_refused_in_opencvs_words()
    {
        using var mat = new Mat(4, 4, MatType.CV_8UC1);

        var error = Assert.Throws<OpenCVException>(() => mat.SubMat(new Rect(3, 3, 2, 2)));

        Assert.Equal(ErrorCode.StsAssert, error.Status);
        Assert.Contains("roi.x", error.Message);
        Assert.Equal(error.Message, error.ErrMsg);
        Assert.NotEmpty(error.FileName);
        Assert.NotEmpty(error.FuncName);
        Assert.True(error.Line > 0);
    }

    [Fact]
    public void A_clone_has_pixels_of_its_own()
    {
        using var mat = new Mat(2, 4, MatType.CV_8UC1, Scalar.All(1));
        using var clone = mat.Clone();
        using var region = mat.SubMat(new Rect(2, 0, 2, 2));
        using var part = region.Clone();

        mat.SetTo(2);

        Assert.Equal((1, 1), (clone.Get<byte>(0, 0), part.Get<byte>(1, 1)));
        Assert.True(part.IsContinuous());
    }

    [Fact]
    public void Copying_and_setting_respect_a_mask()
    {
        using var source = new Mat(1, 2, MatType.CV_8UC1, Scalar.All(9));
        using var target = new Mat(1, 2, MatType.CV_8UC1, Scalar.All(1));
        using var mask = new Mat(1, 2, MatType.CV_8UC1, Scalar.All(0));
        mask.Set<byte>(0, 1, 255);

        source.CopyTo(target, mask);
        source.SetTo(4, mask);

        Assert.Equal((1, 9), (target.Get<byte>(0, 0), target.Get<byte>(0, 1)));
        Assert.Equal((9, 4), (source.Get<byte>(0, 0), source.Get<byte>(0, 1)));
    }

    [Fact]
    public void Conversion_scales_and_saturates()
    {
        using var mat = new Mat(1, 1, MatType.CV_8UC1, Scalar.All(200));
        using var floats = new Mat();
        using var bytes = new Mat();

        mat.ConvertTo(floats, MatType.CV_32FC1, 2, 1);
        floats.ConvertTo(bytes, MatType.CV_8UC1);

        Assert.Equal(401f, floats.Get<float>(0, 0));
        Assert.Equal(255, bytes.Get<byte>(0, 0));
    }

    [Fact]
    public void Create_keeps_the_memory_that_already_fits()
    {
        using var mat = new Mat(3, 2, MatType.CV_8UC3);
        var before = mat.Data;

        mat.Create(new Size(2, 3), MatType.CV_8UC3);
        Assert.Equal(before, mat.Data);

        mat.Create(5, 5, MatType.CV_8UC1);
        Assert.Equal((5, MatType.CV_8UC1), (mat.Rows, mat.Type()));
    }

    [Fact]
    public void A_disposed_matrix_is_refused_and_counted_out()
    {
        var mat = new Mat(2, 2, MatType.CV_8UC1);
        Assert.Equal(1, LiveHandles.Count);

        mat.Dispose();
        mat.Dispose();

        Assert.Equal(0, LiveHandles.Count);
        Assert.True(mat.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => mat.Rows);
        Assert.Throws<ObjectDisposedException>(() => mat.Clone());
        Assert.Throws<ObjectDisposedException>(() => (InputArray)mat);
        Assert.Throws<ObjectDisposedException>(() => (OutputArray)mat);
    }

    [Fact]
    public void Every_owner_of_something_native_refuses_once_disposed()
    {
        DisposableObject owner = new Mat();
        owner.ThrowIfDisposed();

        owner.Dispose();

        Assert.Throws<ObjectDisposedException>(owner.ThrowIfDisposed);
    }

    [Fact]
    public void What_the_binding_itself_refuses_is_no_error_of_opencv()
    {
        var error = Assert.Throws<OpenCvSharpException>(
            () => Failure.ThrowIfAny(NativeMethods.reid_cv_imwrite("a.png", Mat.s_noMask, [], 0, out _)));

        Assert.Contains("mat", error.Message);
    }

    [Fact]
    public void Deep_and_transparent_pixels_have_their_sizes()
    {
        using var deep = new Mat(1, 1, MatType.MakeType(MatType.CV_16U, 3));
        using var transparent = new Mat(1, 1, MatType.CV_8UC4);

        Assert.Equal((6, 2), (deep.ElemSize(), deep.ElemSize1()));
        Assert.Equal((4, 4), (transparent.ElemSize(), transparent.Channels()));
    }

    [Fact]
    public void A_negative_size_is_refused() =>
        Assert.Throws<OpenCVException>(() => new Mat(-1, 2, MatType.CV_8UC1));
}
