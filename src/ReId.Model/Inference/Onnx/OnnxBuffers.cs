using System.Runtime.InteropServices;

namespace ReId.Model.Inference.Onnx;

/// <summary>Input and output memory of one running call, native and reused; grows to the largest batch seen.</summary>
internal sealed unsafe class OnnxBuffers(int inputSize, int outputSize) : IDisposable
{
    // One cache line, and the widest vector register.
    private const nuint Alignment = 64;

    private float* _input;
    private float* _output;
    private int _capacity;

    /// <summary>Frees what was dropped without <see cref="Dispose"/>.</summary>
    ~OnnxBuffers() => Free();

    /// <summary>Values of the input of one picture.</summary>
    public int InputSize => inputSize;

    /// <summary>Values of the output of one picture.</summary>
    public int OutputSize => outputSize;

    public IntPtr InputPointer => (IntPtr)_input;

    public IntPtr OutputPointer => (IntPtr)_output;

    /// <summary>Makes room for a batch; what was in the buffers is lost when they grow.</summary>
    public void Reserve(int count)
    {
        if (count <= _capacity)
        {
            return;
        }

        Free();
        _input = Allocate((long)count * inputSize);
        _output = Allocate((long)count * outputSize);
        _capacity = count;
    }

    /// <summary>Room for the input of one picture.</summary>
    public Span<float> Input(int index) => new(_input + ((long)index * inputSize), inputSize);

    /// <summary>Sets the inputs from one picture up to another to zero.</summary>
    public void ClearInputs(int first, int end) =>
        new Span<float>(_input + ((long)first * inputSize), checked((end - first) * inputSize)).Clear();

    /// <summary>The outputs of the first pictures.</summary>
    public ReadOnlySpan<float> Outputs(int count) => new(_output, checked(count * outputSize));

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static float* Allocate(long values) =>
        (float*)NativeMemory.AlignedAlloc(checked((nuint)(values * sizeof(float))), Alignment);

    private void Free()
    {
        NativeMemory.AlignedFree(_input);
        NativeMemory.AlignedFree(_output);
        _input = _output = null;
        _capacity = 0;
    }
}
