namespace ReId.Model.Weights.Pickle;

/// <summary>
/// Runs a pickle over plain values only. Nothing is imported, constructed or called that is not written in
/// <see cref="PickleGlobals"/>, so a hostile file can fail and do nothing else.
/// </summary>
internal sealed class PickleMachine
{
    // A ResNet-50 with its optimiser needs about 100,000. Each opcode counts, and each item that a container is built
    // of: together with the length of the file this bounds the time and the memory that a hostile one can take.
    private const int MostOperations = 4_000_000;

    private int _operations;

    private readonly PickleBytes _bytes;
    private readonly PickleStack _stack = new();
    private readonly Dictionary<int, object?> _memo = [];

    private PickleMachine(PickleBytes bytes) => _bytes = bytes;

    /// <summary>Runs one pickle and leaves the cursor behind its STOP.</summary>
    public static object? Run(PickleBytes bytes) => new PickleMachine(bytes).Run();

    private object? Run()
    {
        while (true)
        {
            Spend(1);
            var op = (PickleOp)_bytes.Byte();
            if (op == PickleOp.Stop)
            {
                return _stack.Pop();
            }

            if (!Scalar(op) && !Container(op) && !Memo(op) && !Object(op))
            {
                throw new WeightsFormatException($"its pickle has the unknown opcode 0x{(byte)op:x2} at byte {_bytes.Position - 1}");
            }
        }
    }

    private void Spend(int operations)
    {
        if (operations > MostOperations - _operations)
        {
            throw new WeightsFormatException($"its pickle takes more than {MostOperations} operations");
        }

        _operations += operations;
    }

    private bool Scalar(PickleOp op)
    {
        switch (op)
        {
            case PickleOp.Proto: Protocol(_bytes.Byte()); break;
            case PickleOp.Frame: _bytes.Int64(); break;
            case PickleOp.None: _stack.Push(null); break;
            case PickleOp.NewTrue: _stack.Push(true); break;
            case PickleOp.NewFalse: _stack.Push(false); break;
            case PickleOp.BinInt: _stack.Push((long)_bytes.Int32()); break;
            case PickleOp.BinInt1: _stack.Push((long)_bytes.Byte()); break;
            case PickleOp.BinInt2: _stack.Push((long)_bytes.UInt16()); break;
            case PickleOp.Long1: _stack.Push(_bytes.Number(_bytes.Length(1))); break;
            case PickleOp.Long4: _stack.Push(_bytes.Number(_bytes.Length(4))); break;
            case PickleOp.BinFloat: _stack.Push(_bytes.Float()); break;
            case PickleOp.BinUnicode: _stack.Push(_bytes.Text(_bytes.Length(4))); break;
            case PickleOp.ShortBinUnicode: _stack.Push(_bytes.Text(_bytes.Length(1))); break;
            case PickleOp.BinUnicode8: _stack.Push(_bytes.Text(_bytes.Length(8))); break;
            case PickleOp.BinString: _stack.Push(_bytes.Latin1(_bytes.Length(4))); break;
            case PickleOp.ShortBinString: _stack.Push(_bytes.Latin1(_bytes.Length(1))); break;
            case PickleOp.BinBytes: _stack.Push(_bytes.Bytes(_bytes.Length(4))); break;
            case PickleOp.ShortBinBytes: _stack.Push(_bytes.Bytes(_bytes.Length(1))); break;
            case PickleOp.BinBytes8: _stack.Push(_bytes.Bytes(_bytes.Length(8))); break;
            default: return false;
        }

        return true;
    }

    private bool Container(PickleOp op)
    {
        switch (op)
        {
            case PickleOp.Mark: _stack.Mark(); break;
            case PickleOp.Pop: _stack.Pop(); break;
            case PickleOp.PopMark: _stack.PopToMark(); break;
            case PickleOp.Dup: _stack.Push(_stack.Peek()); break;
            case PickleOp.EmptyTuple: _stack.Push(new PickleTuple([])); break;
            case PickleOp.Tuple: _stack.Push(new PickleTuple(_stack.PopToMark())); break;
            case PickleOp.Tuple1: _stack.Push(new PickleTuple(_stack.PopMany(1))); break;
            case PickleOp.Tuple2: _stack.Push(new PickleTuple(_stack.PopMany(2))); break;
            case PickleOp.Tuple3: _stack.Push(new PickleTuple(_stack.PopMany(3))); break;
            case PickleOp.EmptyList or PickleOp.EmptySet: _stack.Push(new List<object?>()); break;
            case PickleOp.Append: AddTo(_stack.PopMany(1)); break;
            case PickleOp.Appends or PickleOp.AddItems: AddTo(_stack.PopToMark()); break;
            case PickleOp.EmptyDict: _stack.Push(new PickleDict()); break;
            case PickleOp.SetItem: SetIn(_stack.PopMany(2)); break;
            case PickleOp.SetItems: SetIn(_stack.PopToMark()); break;
            default: return false;
        }

        return true;
    }

    private bool Memo(PickleOp op)
    {
        switch (op)
        {
            case PickleOp.BinPut: _memo[_bytes.Byte()] = _stack.Peek(); break;
            case PickleOp.LongBinPut: _memo[_bytes.Int32()] = _stack.Peek(); break;
            case PickleOp.Memoize: _memo[_memo.Count] = _stack.Peek(); break;
            case PickleOp.BinGet: Recall(_bytes.Byte()); break;
            case PickleOp.LongBinGet: Recall(_bytes.Int32()); break;
            default: return false;
        }

        return true;
    }

    private bool Object(PickleOp op)
    {
        switch (op)
        {
            case PickleOp.Global:
                _stack.Push(PickleGlobals.Find(_bytes.Line(), _bytes.Line()));
                break;
            case PickleOp.StackGlobal:
                _stack.Push(_stack.PopMany(2) is [string module, string name]
                    ? PickleGlobals.Find(module, name)
                    : throw new WeightsFormatException("its pickle names a Python object by something that is no text"));
                break;
            case PickleOp.Reduce or PickleOp.NewObj:
                _stack.Push(_stack.PopMany(2) is [PickleGlobal global, PickleTuple arguments]
                    ? Call(global, arguments.Items)
                    : throw new WeightsFormatException("its pickle calls something that is no function"));
                break;
            case PickleOp.Build:
                // State of an object: OrderedDict's _metadata, a tensor's hooks. No weight depends on it.
                _stack.Pop();
                _stack.Peek();
                break;
            case PickleOp.BinPersId:
                _stack.Push(StorageView.FromPersistentId(_stack.Pop()));
                break;
            default:
                return false;
        }

        return true;
    }

    // list(x) copies all of x, again at every call: paid for before it happens.
    private object? Call(PickleGlobal global, object?[] arguments)
    {
        foreach (var argument in arguments)
        {
            Spend(argument switch
            {
                List<object?> list => list.Count,
                PickleTuple tuple => tuple.Items.Length,
                PickleDict dict => dict.Pairs.Count,
                _ => 0,
            });
        }

        return global.Call(arguments);
    }

    private static void Protocol(byte version)
    {
        if (version is < 2 or > 5)
        {
            throw new WeightsFormatException($"its pickle protocol is {version}; 2 to 5 are read");
        }
    }

    private void Recall(int index) => _stack.Push(_memo.TryGetValue(index, out var value)
        ? value
        : throw new WeightsFormatException($"its pickle recalls the value {index}, which it never kept"));

    private void AddTo(object?[] items)
    {
        if (_stack.Peek() is not List<object?> list)
        {
            throw new WeightsFormatException("its pickle appends to something that is no list");
        }

        list.AddRange(items);
    }

    private void SetIn(object?[] items)
    {
        if (_stack.Peek() is not PickleDict dict || items.Length % 2 != 0)
        {
            throw new WeightsFormatException("its pickle sets entries of something that is no dictionary");
        }

        for (var i = 0; i < items.Length; i += 2)
        {
            dict.Pairs.Add(new(items[i], items[i + 1]));
        }
    }
}
